using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Backsmith.Core.Tests;
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
        (await clinic.BacksmithAsync(null, "verify", "--proof", Path.Combine(delivery, "proof.intoto.jsonl"), "--key", Path.Combine(delivery, "proof.pub.pem"))).Output.ShouldContain("patch: is the one that was proven\nverdict: proven");
        NoSecretLeaves(delivery, output);
        Statement(delivery).GetProperty("predicate").GetProperty("environment").GetProperty("sdk").GetString()!.ShouldMatch(@"^\d+\.\d+\.\d+");
        foreach (var name in new[] { "findings.before.sarif", "findings.after.sarif" })
        {
            JsonSchema.Read("docs/sarif-profile.schema.json").Validate(await File.ReadAllTextAsync(Path.Combine(delivery, name))).ShouldBeEmpty();
        }
    }

    [Fact]
    public async Task Applies_a_proven_patch_and_takes_it_back()
    {
        var (_, json, errors) = await clinic.BacksmithAsync(null, "review", ".", "--format", "json");
        JsonSchema.Read("docs/report.schema.json").Validate(json).ShouldBeEmpty();
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
        errors.ShouldContain("no project (.csproj)");
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

    /// <summary>Runs the commands that the documentation gives: openssl and the tools of any Unix.</summary>
    private void SignatureHolds(string delivery)
    {
        var commands = Regex.Matches(File.ReadAllText(Path.Combine(SourceTree.Root, "docs/proof.md")), "^```sh\n(.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline).Select(match => match.Groups[1].Value);
        var said = clinic.Run("sh", ["-euc", $"cd '{delivery}'\n{string.Concat(commands)}"]);

        said.ShouldContain("Verified OK");
        said.ShouldContain("changes.patch: OK");
    }

    private static void NoSecretLeaves(string delivery, string output)
    {
        var files = Directory.EnumerateFiles(delivery, "*", SearchOption.AllDirectories).ToDictionary(file => Path.GetRelativePath(delivery, file), file => Encoding.UTF8.GetString(File.ReadAllBytes(file)));
        files.Keys.ShouldContain(name => name.StartsWith("logs/", StringComparison.Ordinal));
        foreach (var secret in ClinicRepository.Secrets)
        {
            files.Where(file => file.Value.Contains(secret, StringComparison.Ordinal)).Select(file => file.Key).ShouldBe(["changes.patch"]);
            output.ShouldNotContain(secret);
        }

        files["report.md"].ShouldContain("changes.patch holds a secret of the repository");
        files["report.html"].ShouldContain("changes.patch holds a secret of the repository");
        output.ShouldContain("changes.patch holds a secret of the repository");
    }

    private static JsonElement Statement(string delivery)
    {
        using var envelope = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(delivery, "proof.intoto.jsonl")));
        using var statement = JsonDocument.Parse(envelope.RootElement.GetProperty("payload").GetBytesFromBase64());
        return statement.RootElement.Clone();
    }
}
