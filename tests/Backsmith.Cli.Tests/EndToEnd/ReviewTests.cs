using System.Text;
using System.Text.Json;
using Shouldly;
using Xunit;

namespace Backsmith.Cli.Tests.EndToEnd;

public sealed class ReviewTests(ClinicRepository clinic) : IClassFixture<ClinicRepository>
{
    [Fact]
    public async Task Hands_over_a_proven_patch_and_leaves_the_tree_alone()
    {
        var before = clinic.Picture();
        var delivery = clinic.Scratch("delivery");

        var (exit, output, errors) = await clinic.BacksmithAsync(null, "review", ".", "--output", delivery);

        exit.ShouldBe(1, errors);
        output.ShouldContain("BS0006");
        output.ShouldContain("PROVEN");
        clinic.Picture().ShouldBe(before);
        clinic.Git("apply", "--check", Path.Combine(delivery, "changes.patch"));
        Sarif(delivery, "findings.before.sarif").ShouldContain("BS0006");
        Sarif(delivery, "findings.after.sarif").ShouldNotContain("BS0006");
        SignatureHolds(delivery);
    }

    [Fact]
    public async Task Applies_a_proven_patch_and_takes_it_back()
    {
        var (_, json, errors) = await clinic.BacksmithAsync(null, "review", ".", "--format", "json");
        using var delivery = JsonDocument.Parse(json);
        var execution = delivery.RootElement.GetProperty("executionId").GetString()!;
        var file = Path.Combine(clinic.Root, "src/Clinic/Dosage.cs");
        var original = await File.ReadAllBytesAsync(file);

        (await clinic.BacksmithAsync(null, "apply", execution)).ExitCode.ShouldBe(0, errors);
        (await File.ReadAllTextAsync(file)).ShouldNotContain("{Password}");
        (await clinic.BacksmithAsync(null, "apply", execution)).ExitCode.ShouldBe(1);
        (await clinic.BacksmithAsync(null, "apply", execution, "--undo")).ExitCode.ShouldBe(0);

        (await File.ReadAllBytesAsync(file)).ShouldBe(original);
    }

    [Fact]
    public async Task A_folder_without_a_project_is_refused_with_the_way_out()
    {
        var empty = Directory.CreateDirectory(clinic.Scratch("empty")).FullName;
        await File.WriteAllTextAsync(Path.Combine(empty, "notes.txt"), "nothing here");

        var (exit, _, errors) = await clinic.BacksmithAsync(null, "review", empty);

        exit.ShouldBe(4);
        errors.ShouldContain("no C# project");
    }

    [Fact]
    public async Task A_path_that_is_not_there_is_named()
    {
        var (exit, _, errors) = await clinic.BacksmithAsync(null, "review", "nowhere");

        exit.ShouldBe(4);
        errors.ShouldContain("'nowhere' does not exist");
    }

    private static string Sarif(string delivery, string name)
    {
        using var sarif = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(delivery, name)));
        return string.Join(' ', sarif.RootElement.GetProperty("runs")[0].GetProperty("results").EnumerateArray().Select(result => result.GetProperty("ruleId").GetString()));
    }

    /// <summary>Rebuilds what was signed and asks openssl alone.</summary>
    private void SignatureHolds(string delivery)
    {
        using var envelope = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(delivery, "proof.intoto.jsonl")));
        var payload = envelope.RootElement.GetProperty("payload").GetBytesFromBase64();
        var type = envelope.RootElement.GetProperty("payloadType").GetString()!;
        byte[] signed = [.. Encoding.UTF8.GetBytes($"DSSEv1 {type.Length} {type} {payload.Length} "), .. payload];
        var (data, signature) = (clinic.Scratch("signed"), clinic.Scratch("signature"));
        File.WriteAllBytes(data, signed);
        File.WriteAllBytes(signature, envelope.RootElement.GetProperty("signatures")[0].GetProperty("sig").GetBytesFromBase64());
        clinic.Run("openssl", ["dgst", "-sha256", "-verify", Path.Combine(delivery, "proof.pub.pem"), "-signature", signature, data]).ShouldContain("Verified OK");
    }
}
