using Backsmith.Sandboxes;
using Shouldly;
using Xunit;

namespace Backsmith.Sandbox.Tests.DotNet;

/// <summary>C# alone is reviewed, but every project of a solution is built and tested.</summary>
public sealed class OtherLanguageTests : IDisposable
{
    private readonly DotNetRepository _repository = new();

    public void Dispose() => _repository.Dispose();

    [Fact]
    public async Task Tests_in_FSharp_of_code_in_CSharp_are_found_and_counted()
    {
        _repository.Write("Clinic.slnx", "<Solution><Project Path=\"src/Clinic.csproj\" /><Project Path=\"tests/Clinic.Tests.fsproj\" /></Solution>");
        _repository.Write("src/Clinic.csproj", "<Project Sdk=\"Microsoft.NET.Sdk\"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup></Project>");
        _repository.Write("src/Dosage.cs", "namespace Clinic;\npublic static class Dosage { public static int PerDay(int weight) => weight * 2; }\n");
        _repository.Write("tests/Clinic.Tests.fsproj", DotNetRepository.TestProject.Replace("<ItemGroup>", "<ItemGroup>\n    <Compile Include=\"DosageTests.fs\" />\n    <ProjectReference Include=\"../src/Clinic.csproj\" />", StringComparison.Ordinal));
        _repository.Write("tests/DosageTests.fs", """
            module Clinic.Tests.DosageTests

            open Xunit

            [<Fact>]
            let ``Nobody who weighs nothing is given anything`` () = Assert.Equal(0, Clinic.Dosage.PerDay 0)

            [<Theory>]
            [<InlineData(1, 2)>]
            [<InlineData(2, 5)>]
            let ``A dose grows with weight`` (weight: int, dose: int) = Assert.Equal(dose, Clinic.Dosage.PerDay weight)
            """);
        await using var copy = await _repository.OpenAsync();
        // FSharp.Core comes with the SDK as a package, which a restore has to unpack.
        (await copy.RestoreAsync("", NetworkAccess.Restore, default)).Problem.ShouldBeNull();
        var build = await copy.BuildAsync("", default);
        (build.Problem, build.Errors.Count).ShouldBe((null, 0));
        build.TestProjects.ShouldBe(["tests/Clinic.Tests.fsproj"]);

        var run = await copy.TestAsync("", null, null, default);

        run.Problems.ShouldBeEmpty();
        run.Discovered.Select(test => test.Name).ShouldBe(["Clinic.Tests.DosageTests.Nobody who weighs nothing is given anything", "Clinic.Tests.DosageTests.A dose grows with weight"], ignoreOrder: true);
        run.Results.ToDictionary(result => result.Test.Name, result => result.Status).ShouldBe(
            new Dictionary<string, TestStatus>
            {
                ["Clinic.Tests.DosageTests.Nobody who weighs nothing is given anything"] = TestStatus.Passed,
                ["Clinic.Tests.DosageTests.A dose grows with weight(weight: 1, dose: 2)"] = TestStatus.Passed,
                ["Clinic.Tests.DosageTests.A dose grows with weight(weight: 2, dose: 5)"] = TestStatus.Failed,
            },
            ignoreOrder: true);
    }
}
