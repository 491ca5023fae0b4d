using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Backsmith.Proofs;
using Shouldly;
using Xunit;

namespace Backsmith.Core.Tests.Proofs;

public sealed class DsseEnvelopeTests : IDisposable
{
    private const string Type = "http://example.com/HelloWorld";
    private static readonly byte[] Payload = "hello world"u8.ToArray();
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public void Dispose() => _key.Dispose();

    [Fact]
    public void What_was_signed_is_given_back()
    {
        var opened = DsseEnvelope.Open(DsseEnvelope.Sign(Payload, Type, _key), _key);

        opened.Refusal.ShouldBeNull();
        opened.PayloadType.ShouldBe(Type);
        opened.Payload.ShouldBe(Payload);
    }

    [Fact]
    public void The_signature_is_over_the_encoding_that_the_protocol_gives_as_its_example()
    {
        var signature = JsonNode.Parse(DsseEnvelope.Sign(Payload, Type, _key))!["signatures"]![0]!["sig"]!.GetValue<string>();

        _key.VerifyData("DSSEv1 29 http://example.com/HelloWorld 11 hello world"u8, Convert.FromBase64String(signature), HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence).ShouldBeTrue();
    }

    [Fact]
    public void Is_one_line() => DsseEnvelope.Sign(Encoding.UTF8.GetBytes("a\nb\r\n"), Type, _key).ShouldNotContain('\n');

    [Fact]
    public void Another_key_opens_nothing()
    {
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);

        var opened = DsseEnvelope.Open(DsseEnvelope.Sign(Payload, Type, _key), other);

        opened.Payload.ShouldBeNull();
        opened.Refusal.ShouldNotBeNull().ShouldContain(DsseEnvelope.KeyId(other));
    }

    [Theory]
    [InlineData("payload")]
    [InlineData("payloadType")]
    [InlineData("sig")]
    public void A_changed_envelope_opens_nothing(string part)
    {
        var envelope = JsonNode.Parse(DsseEnvelope.Sign(Payload, Type, _key))!;
        switch (part)
        {
            case "payload":
                envelope["payload"] = Convert.ToBase64String("hello World"u8);
                break;
            case "payloadType":
                envelope["payloadType"] = "http://example.com/HelloWorlds";
                break;
            default:
                var signature = Convert.FromBase64String(envelope["signatures"]![0]!["sig"]!.GetValue<string>());
                signature[^1] ^= 1;
                envelope["signatures"]![0]!["sig"] = Convert.ToBase64String(signature);
                break;
        }

        DsseEnvelope.Open(envelope.ToJsonString(), _key).Payload.ShouldBeNull();
    }

    [Fact]
    public void One_good_signature_among_others_is_enough()
    {
        var envelope = JsonNode.Parse(DsseEnvelope.Sign(Payload, Type, _key))!;
        envelope["signatures"]!.AsArray().Insert(0, new JsonObject { ["keyid"] = "", ["sig"] = Convert.ToBase64String(new byte[70]) });

        DsseEnvelope.Open(envelope.ToJsonString(), _key).Payload.ShouldBe(Payload);
    }

    [Theory]
    [InlineData("")]
    [InlineData("no json")]
    [InlineData("[]")]
    [InlineData("\"text\"")]
    [InlineData("{}")]
    [InlineData("""{"payload":"@","payloadType":"x","signatures":[]}""")]
    [InlineData("""{"payload":"aGk=","payloadType":7,"signatures":[]}""")]
    [InlineData("""{"payload":"aGk=","payloadType":"x","signatures":{}}""")]
    [InlineData("""{"payload":"aGk=","payloadType":"x","signatures":[{"sig":null}]}""")]
    [InlineData("""{"payload":"aGk=","payloadType":"x","signatures":[7]}""")]
    public void What_is_no_envelope_is_refused_in_words(string text) =>
        DsseEnvelope.Open(text, _key).Refusal.ShouldNotBeNull().ShouldStartWith("This is not a DSSE envelope");

    [Fact]
    public void An_envelope_without_signatures_is_refused() =>
        DsseEnvelope.Open("""{"payload":"aGk=","payloadType":"x","signatures":[]}""", _key).Payload.ShouldBeNull();
}
