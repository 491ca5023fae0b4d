using System.Security.Cryptography;
using System.Text;
using Backsmith.Core.Tests.Deliveries;
using Backsmith.Deliveries;
using Backsmith.Findings;
using Backsmith.Secrets;
using Shouldly;
using Xunit;

namespace Backsmith.Core.Tests.Secrets;

public sealed class RedactionTests
{
    [Theory]
    [InlineData("\"Server=db;Database=shop;User Id=sa;Password=Plum-Tree7;\"", "Plum-Tree7")]
    [InlineData("cache:6379,password=Plum-Tree7,ssl=true", "Plum-Tree7")]
    [InlineData("postgres://shop:Plum-Tree7@db.example.org/shop", "Plum-Tree7")]
    [InlineData("Authorization: Bearer abcdef0123456789", "abcdef0123456789")]
    [InlineData("key AKIAIOSFODNN7EXAMPLE is", "AKIAIOSFODNN7EXAMPLE")]
    [InlineData("-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBg\n-----END PRIVATE KEY-----", "MIIEvQIBADANBg")]
    public void A_secret_that_shows_by_its_shape_is_left_out_wherever_it_stands(string text, string secret)
    {
        var clean = new Redaction([]).Of(text);

        clean.ShouldContain(Redaction.Mark);
        clean.ShouldNotContain(secret);
        new Redaction([]).Of(clean).ShouldBe(clean);
    }

    [Theory]
    [InlineData("options.Password = configuration[\"Mail:Password\"];")]
    [InlineData("\"Server=db;Password={password};\"")]
    [InlineData("see https://example.org/path:8080/x@y")]
    [InlineData("var token = Bearer(token);")]
    public void Code_that_only_speaks_of_secrets_stays(string text) => new Redaction([]).Of(text).ShouldBe(text);

    [Theory]
    [InlineData("the value 8f3k-Qm2z-77 here", "the value [redacted] here")]
    [InlineData("x8f3k-Qm2z-77 is another", "x8f3k-Qm2z-77 is another")]
    public void A_known_value_is_left_out_where_it_stands_by_itself(string text, string clean) => new Redaction(["8f3k-Qm2z-77"]).Of(text).ShouldBe(clean);

    [Fact]
    public void A_known_value_that_is_a_plain_word_is_left_out_only_where_it_is_a_value() =>
        new Redaction(["summer"]).Of("In summer: Password=summer, \"summer\", summertime").ShouldBe($"In summer: Password={Redaction.Mark}, \"{Redaction.Mark}\", summertime");

    [Fact]
    public void The_values_that_findings_stand_on_are_read_from_their_files()
    {
        const string Code = "class A\n{\n    const string Key = \"c2VjcmV0LWtleS0x\";\n    const string Db = \"Server=db;Password=pl\\\"um-9;\";\n}\n";
        var files = new Dictionary<string, byte[]> { ["A.cs"] = Encoding.UTF8.GetBytes(Code) };
        Finding[] findings = [At(3, 24, 42), At(4, 23, 56), SampleDelivery.Logged with { Location = new SourceLocation("A.cs", 1, 1, 1, 8) }];

        var values = SecretValues.Of(findings, files);

        values.ShouldContain("c2VjcmV0LWtleS0x");
        values.ShouldNotContain("class A");
        new Redaction(values).Of(Code).ShouldNotContain("um-9");
    }

    [Fact]
    public void No_delivered_file_but_the_patch_holds_a_secret_and_the_reports_say_that_the_patch_does()
    {
        const string Secret = "zR4-ultramarine-19";
        var diff = SampleDelivery.Diff.Replace("return user.Length > 0;", $"return user == \"{Secret}\";", StringComparison.Ordinal);
        var finding = SampleDelivery.Injected with { Message = $"The value {Secret} is here.", Flow = [new FlowStep(SampleDelivery.Injected.Location, $"'{Secret}'")] };
        var delivery = SampleDelivery.Repaired(diff) with { Secrets = [Secret] };
        delivery = delivery with { Base = SampleDelivery.Base([finding, .. delivery.Base.Review.Findings.Skip(1)]), Repairs = [new Repair(finding, RepairState.NoFix, null, Secret, null), .. delivery.Repairs.Skip(1)] };
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

        var files = DeliveryFolder.Files(delivery, [], key, "0.1.0");

        foreach (var file in files)
        {
            var text = Encoding.UTF8.GetString(file.Content) + (file.Name.EndsWith(".jsonl", StringComparison.Ordinal) ? Payload(file.Content) : "");
            text.Contains(Secret, StringComparison.Ordinal).ShouldBe(file.Name == "changes.patch", file.Name);
        }

        foreach (var name in new[] { "report.md", "report.html" })
        {
            Encoding.UTF8.GetString(files.Single(file => file.Name == name).Content).ShouldContain("changes.patch holds a secret of the repository");
        }
    }

    [Fact]
    public void A_log_without_a_secret_stays_as_it_is_byte_for_byte()
    {
        byte[] log = [1, 2, 255, 254, 10];

        new Redaction(["unused-secret-1"]).Of(log).ShouldBeSameAs(log);
        Encoding.UTF8.GetString(new Redaction([]).Of("start \"Server=a;Pwd=Kx7!plum\""u8.ToArray())).ShouldNotContain("plum");
    }

    [Theory]
    [InlineData("; ")]
    [InlineData("eyJ-")]
    [InlineData("password = ")]
    [InlineData("-----BEGIN PRIVATE KEY-----")]
    [InlineData("a://b:")]
    [InlineData(";password=;\"")]
    public void A_log_made_to_be_slow_is_read_to_its_end(string piece)
    {
        var log = string.Concat(Enumerable.Repeat(piece, 200_000)) + " \"Server=a;Password=Kx7!plum\"";

        new Redaction(["unused-secret-1"]).Of(log).ShouldNotContain("Kx7!plum");
    }

    private static Finding At(int line, int start, int end) => SampleDelivery.Injected with { RuleId = SecretValues.Rule, Location = new SourceLocation("A.cs", line, start, line, end) };

    private static string Payload(byte[] envelope)
    {
        using var document = System.Text.Json.JsonDocument.Parse(envelope);
        return Encoding.UTF8.GetString(document.RootElement.GetProperty("payload").GetBytesFromBase64());
    }
}
