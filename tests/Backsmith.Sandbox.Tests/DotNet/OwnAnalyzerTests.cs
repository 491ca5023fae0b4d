using Backsmith.Sandboxes;
using Shouldly;
using Xunit;

namespace Backsmith.Sandbox.Tests.DotNet;

/// <summary>The build runs what a repository loads into its compiler. When that fails, its warnings are missing, which is said.</summary>
public sealed class OwnAnalyzerTests : IDisposable
{
    private readonly DotNetRepository _repository = new();

    public void Dispose() => _repository.Dispose();

    [Fact]
    public async Task An_analyzer_that_throws_keeps_nothing_from_being_built_and_is_named()
    {
        _repository.Write("Rules/Rules.csproj", """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup>
              <ItemGroup><Reference Include="Microsoft.CodeAnalysis"><HintPath>$(MSBuildToolsPath)/Roslyn/bincore/Microsoft.CodeAnalysis.dll</HintPath><Private>false</Private></Reference></ItemGroup>
            </Project>
            """);
        _repository.Write("Rules/WornOut.cs", """
            using System.Collections.Immutable;
            using Microsoft.CodeAnalysis;
            using Microsoft.CodeAnalysis.Diagnostics;

            [DiagnosticAnalyzer(LanguageNames.CSharp)]
            public sealed class WornOut : DiagnosticAnalyzer
            {
                public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [new("OWN1", "a", "b", "c", DiagnosticSeverity.Warning, true)];

                public override void Initialize(AnalysisContext context) => throw new System.InvalidOperationException("no more");
            }
            """);
        _repository.Write("App/App.csproj", """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup>
              <ItemGroup><ProjectReference Include="../Rules/Rules.csproj" OutputItemType="Analyzer" ReferenceOutputAssembly="false" /></ItemGroup>
            </Project>
            """);
        _repository.Write("App/Code.cs", "public class Code { }\n");
        await using var copy = await _repository.OpenAsync();
        (await copy.RestoreAsync("App/App.csproj", NetworkAccess.None, default)).Problem.ShouldBeNull();

        var build = await copy.BuildAsync("App/App.csproj", default);

        build.Problem.ShouldBeNull();
        build.Succeeded.ShouldBeTrue();
        build.Warnings.ShouldHaveSingleItem().Code.ShouldBe("AD0001");
        build.Notes.ShouldHaveSingleItem().ShouldContain("'WornOut' threw an exception of type 'System.InvalidOperationException' with message 'no more'");
    }
}
