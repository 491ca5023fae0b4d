using Shouldly;
using Xunit;

namespace Backsmith.Cli.Tests.EndToEnd;

public sealed class VerifyTests(ClinicRepository clinic) : IClassFixture<ClinicRepository>
{
    private const string Source = "src/Clinic/Dosage.cs";

    /// <summary>As it is pasted from somewhere: without its last line feed.</summary>
    [Fact]
    public async Task A_change_of_every_kind_of_file_is_proven()
    {
        var diff = clinic.DiffOf(() =>
        {
            File.WriteAllBytes(Path.Combine(clinic.Root, "logo.bin"), [0, 1, 2, 255, 13, 10, 0]);
            File.WriteAllText(Path.Combine(clinic.Root, "notes.md"), "one\r\ntwo\r\nno end of line");
            clinic.Write("src/Units/Units.csproj", "<Project Sdk=\"Microsoft.NET.Sdk\">\n  <PropertyGroup>\n    <TargetFramework>net10.0</TargetFramework>\n  </PropertyGroup>\n</Project>\n");
            clinic.Write("src/Units/Grams.cs", "namespace Units;\n\npublic static class Grams\n{\n    public static int Times(int weight, int milligrams)\n    {\n        return weight * milligrams;\n    }\n}\n");
            clinic.Replace("Clinic.slnx", "</Solution>", "  <Project Path=\"src/Units/Units.csproj\" />\n</Solution>");
            clinic.Replace("src/Clinic/Clinic.csproj", "</Project>", "  <ItemGroup><ProjectReference Include=\"../Units/Units.csproj\" /></ItemGroup>\n</Project>");
            clinic.Replace(Source, "return weight * milligrams;", "return Units.Grams.Times(weight, milligrams);");
            clinic.Git("mv", Source, "src/Clinic/Doses.cs");
            clinic.Run("chmod", ["755", Path.Combine(clinic.Root, "src/Clinic/Doses.cs")]);
        });

        await Expect(0, "PROVEN (tested)", diff.TrimEnd('\n'));
    }

    [Fact]
    public async Task A_test_that_flips_leaves_the_verdict_open()
    {
        var diff = clinic.DiffOf(() => clinic.Replace(Source, "return weight * milligrams;", "return weight * milligrams + (Guid.NewGuid().ToByteArray()[0] % 2);"));

        var (exit, output, _) = await clinic.BacksmithAsync(diff, "verify", "-");

        exit.ShouldBe(1);
        output.ShouldNotContain("PROVEN (");
    }

    [Fact]
    public async Task A_change_that_breaks_a_test_is_refuted_with_its_name()
    {
        var diff = clinic.DiffOf(() => clinic.Replace(Source, "weight * milligrams", "weight + milligrams"));

        await Expect(1, "Multiplies", diff);
    }

    [Fact]
    public async Task A_patch_for_another_tree_is_refuted_with_the_hunk()
    {
        var diff = clinic.DiffOf(() => clinic.Replace(Source, "return weight * milligrams;", "return milligrams * weight;"))
            .Replace("public int PerDay", "public int PerWeek", StringComparison.Ordinal);

        await Expect(1, "Hunk 1 of 'src/Clinic/Dosage.cs' does not apply", diff);
    }

    [Fact]
    public async Task A_path_that_leads_out_is_refused()
    {
        var (exit, _, errors) = await clinic.BacksmithAsync("--- a/../out.txt\n+++ b/../out.txt\n@@ -0,0 +1 @@\n+out\n", "verify", "-");

        exit.ShouldBe(2);
        errors.ShouldContain("'../out.txt', which leads out of the repository");
    }

    [Fact]
    public async Task An_empty_diff_is_inconclusive() => await Expect(1, "INCONCLUSIVE", "");

    [Fact]
    public async Task What_is_not_a_diff_is_wrong_usage()
    {
        var (exit, _, errors) = await clinic.BacksmithAsync("hello\n", "verify", "-");

        exit.ShouldBe(2);
        errors.ShouldContain("not a diff");
    }

    private async Task Expect(int exitCode, string words, string diff)
    {
        var before = clinic.Picture();

        var (exit, output, errors) = await clinic.BacksmithAsync(diff, "verify", "-");

        output.ShouldContain(words, customMessage: errors);
        exit.ShouldBe(exitCode, output);
        clinic.Picture().ShouldBe(before);
    }
}
