using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Shouldly;
using Xunit;

namespace Backsmith.Inspector.Tests.Reviewing;

/// <summary>Analyzers of a repository are handed to its compiler, never to the inspector: what they do there cannot disturb a review.</summary>
public sealed class OwnAnalyzerTests : IDisposable
{
    private const string Assembly = "Acme.Own.Analyzers";

    private readonly CodeFolder _code = new();

    public void Dispose() => _code.Dispose();

    [Theory]
    [InlineData("throw new System.InvalidOperationException(\"worn out\");")]
    [InlineData("while (true) { }")]
    [InlineData("System.Environment.FailFast(\"gone\");")]
    public async Task A_review_sees_the_same_with_one_that_misbehaves(string deed)
    {
        Directory.CreateDirectory(_code.At("packages"));
        Compile(deed, _code.At($"packages/{Assembly}.dll"));
        _code.File("App/C.cs", "class C { void M() { try { } catch (System.Exception e) { throw e; } } }\n").Project("App", arguments: ["/analyzer:" + _code.At($"packages/{Assembly}.dll")]);

        var review = await _code.ReviewAsync(new InspectorSession()).WaitAsync(TimeSpan.FromMinutes(2));

        review.Findings.ShouldHaveSingleItem().RuleId.ShouldBe("CA2200");
        review.Limitations.ShouldBeEmpty();
        AppDomain.CurrentDomain.GetAssemblies().ShouldNotContain(assembly => assembly.GetName().Name == Assembly);
    }

    /// <summary>Makes an analyzer that does it as soon as it is made.</summary>
    private static void Compile(string deed, string path)
    {
        var source = $$"""
            using System.Collections.Immutable;
            using Microsoft.CodeAnalysis;
            using Microsoft.CodeAnalysis.Diagnostics;

            [DiagnosticAnalyzer(LanguageNames.CSharp)]
            public sealed class Own : DiagnosticAnalyzer
            {
                public Own() { {{deed}} }

                public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => ImmutableArray<DiagnosticDescriptor>.Empty;

                public override void Initialize(AnalysisContext context) { }
            }
            """;
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(':').Select(file => MetadataReference.CreateFromFile(file));
        CSharpCompilation.Create(Assembly, [CSharpSyntaxTree.ParseText(source)], references, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary)).Emit(path).Diagnostics.ShouldBeEmpty();
    }
}
