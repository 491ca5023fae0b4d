using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Backsmith.Proofs;

/// <summary>Signs and checks a payload as DSSE 1.0 says (secure-systems-lab/dsse, envelope.md and protocol.md).</summary>
/// <remarks>The signature is ECDSA P-256 with SHA-256, in DER (RFC 3279) so that stock openssl verifies it.</remarks>
public static class DsseEnvelope
{
    /// <summary>Media type of in-toto statements.</summary>
    public const string InTotoPayload = "application/vnd.in-toto+json";

    /// <summary>Base64 and media types are written as they are, so that a reader without JSON can take them out.</summary>
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>One line of JSON: the envelope.</summary>
    public static string Sign(ReadOnlySpan<byte> payload, string payloadType, ECDsa key)
    {
        var signature = key.SignData(PreAuthentication(payload, payloadType), HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        var envelope = new JsonObject
        {
            ["payloadType"] = payloadType,
            ["payload"] = Convert.ToBase64String(payload),
            ["signatures"] = new JsonArray(new JsonObject { ["keyid"] = KeyId(key), ["sig"] = Convert.ToBase64String(signature) }),
        };
        return envelope.ToJsonString(Plain);
    }

    /// <summary>Checks an envelope against a public key and returns the payload.</summary>
    public static EnvelopeOutcome Open(string envelope, ECDsa key)
    {
        try
        {
            using var document = JsonDocument.Parse(envelope);
            var root = document.RootElement;
            var payload = root.GetProperty("payload").GetBytesFromBase64();
            var type = root.GetProperty("payloadType").GetString() ?? "";
            var signed = PreAuthentication(payload, type);
            foreach (var entry in root.GetProperty("signatures").EnumerateArray())
            {
                if (key.VerifyData(signed, entry.GetProperty("sig").GetBytesFromBase64(), HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence))
                {
                    return new EnvelopeOutcome(payload, type, null);
                }
            }

            return new EnvelopeOutcome(null, type, $"No signature of the envelope was made with the key {KeyId(key)}.");
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException or FormatException or InvalidOperationException or CryptographicException)
        {
            return new EnvelopeOutcome(null, null, $"This is not a DSSE envelope: {error.Message}");
        }
    }

    /// <summary>Identifies a key: SHA-256 of its SubjectPublicKeyInfo, lower-case hexadecimal.</summary>
    public static string KeyId(ECDsa key) => Convert.ToHexStringLower(SHA256.HashData(key.ExportSubjectPublicKeyInfo()));

    /// <summary>PAE of the DSSE protocol: what is signed.</summary>
    private static byte[] PreAuthentication(ReadOnlySpan<byte> payload, string payloadType)
    {
        var head = string.Create(CultureInfo.InvariantCulture, $"DSSEv1 {Encoding.UTF8.GetByteCount(payloadType)} {payloadType} {payload.Length} ");
        return [.. Encoding.UTF8.GetBytes(head), .. payload];
    }
}

/// <summary>Answer of <see cref="DsseEnvelope.Open"/>.</summary>
/// <param name="Payload">The signed bytes, or null.</param>
/// <param name="PayloadType">What the envelope says they are.</param>
/// <param name="Refusal">Why they cannot be trusted; null when the signature holds.</param>
public sealed record EnvelopeOutcome(byte[]? Payload, string? PayloadType, string? Refusal);
