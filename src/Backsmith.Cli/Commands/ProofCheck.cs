using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Backsmith.Cli.Running;
using Backsmith.Deliveries;
using Backsmith.Proofs;
using Backsmith.Storage.Files;

namespace Backsmith.Cli.Commands;

/// <summary><c>verify --proof</c>: whether a proof was signed with a key, is about the patch beside it, and says Proven.</summary>
internal static class ProofCheck
{
    /// <param name="workplace">Where this installation's own key lies.</param>
    /// <param name="file">The proof.</param>
    /// <param name="keyFile">A public key in PEM form, or null for this installation's own.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    public static async Task<int> RunAsync(Workplace workplace, string file, string? keyFile, CancellationToken cancellationToken)
    {
        if (new[] { file, keyFile }.OfType<string>().FirstOrDefault(path => !File.Exists(path)) is { } missing)
        {
            return await Refusal.SayAsync($"'{missing}' does not exist.", ExitCode.Usage);
        }

        using var key = keyFile is null ? new SigningKeyFile(workplace.State.SigningKey).Load() : await ReadAsync(keyFile, cancellationToken);
        if (key is null)
        {
            return await Refusal.SayAsync($"'{keyFile}' holds no public key of an elliptic curve in PEM form.", ExitCode.Usage);
        }

        var opened = DsseEnvelope.Open(await File.ReadAllTextAsync(file, cancellationToken), key);
        if (opened.Payload is not { } payload)
        {
            return await Refusal.SayAsync(opened.Refusal ?? "", ExitCode.Findings);
        }

        if (opened.PayloadType != DsseEnvelope.InTotoPayload || Read(payload) is not { } statement)
        {
            return await Refusal.SayAsync($"The signature holds, but what was signed is no proof of the form {ProofStatement.PredicateType}.", ExitCode.Findings);
        }

        var patch = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(file))!, "changes.patch");
        var actual = File.Exists(patch) ? Convert.ToHexStringLower(SHA256.HashData(await File.ReadAllBytesAsync(patch, cancellationToken))) : null;
        Console.Out.WriteLine($"signature: holds (key {DsseEnvelope.KeyId(key)[..16]})");
        Console.Out.WriteLine(actual is null ? "patch: changes.patch is not beside the proof" : actual == statement.Patch ? "patch: is the one that was proven" : "patch: IS NOT the one that was proven");
        Console.Out.WriteLine($"verdict: {PlainText.Line(statement.Verdict)}");
        return actual == statement.Patch && statement.Verdict == "proven" ? ExitCode.Clean : ExitCode.Findings;
    }

    private static async Task<ECDsa?> ReadAsync(string file, CancellationToken cancellationToken)
    {
        var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(await File.ReadAllTextAsync(file, cancellationToken));
            return key;
        }
        catch (Exception error) when (error is ArgumentException or CryptographicException)
        {
            key.Dispose();
            return null;
        }
    }

    /// <summary>What a statement of ours says; null when it is none.</summary>
    private static (string Patch, string Verdict)? Read(byte[] payload)
    {
        try
        {
            var statement = JsonNode.Parse(payload);
            var subject = statement?["subject"]?.AsArray().FirstOrDefault(entry => entry?["name"]?.GetValue<string>() == "changes.patch");
            return statement?["predicateType"]?.GetValue<string>() == ProofStatement.PredicateType
                && subject?["digest"]?["sha256"]?.GetValue<string>() is { } patch
                && statement["predicate"]?["verdict"]?.GetValue<string>() is { } verdict
                ? (patch, verdict)
                : null;
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
