using Backsmith.Analyzers.SecretsCrypto;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Shouldly;
using Xunit;

namespace Backsmith.Analyzers.Tests.SecretsCrypto;

/// <summary>A hash function of one project that another project gives passwords to.</summary>
public sealed class HashFunctionTests
{
    private const string Shared = """
        using System; using System.Security.Cryptography; using System.Text;
        public interface IDigest { string Of(string text); }
        public sealed class Digest : IDigest { public string Of(string text) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text))); }
        """;

    private static readonly MetadataReference[] Framework = [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(':')
        .Where(path => path.Contains("/shared/", StringComparison.Ordinal)).Select(path => MetadataReference.CreateFromFile(path))];

    [Fact]
    public async Task Reports_the_call_that_gives_a_password_and_no_other()
    {
        var library = Compile("Shared", Shared);
        var app = Compile("App", """
            public sealed class Accounts(IDigest digest)
            {
                public string Store(string password) => digest.Of(password);
                public string Etag(string body) => digest.Of(body);
            }
            """, library.ToMetadataReference());
        (await ReportAsync(library)).ShouldBeEmpty();
        var report = (await ReportAsync(app)).ShouldHaveSingleItem();
        report.GetMessage(null).ShouldStartWith("'password' of 'Accounts.Store' is hashed with SHA256");
        report.Location.GetLineSpan().StartLinePosition.Line.ShouldBe(2);
    }

    private static CSharpCompilation Compile(string name, string code, params MetadataReference[] references)
    {
        var compilation = CSharpCompilation.Create(name, [CSharpSyntaxTree.ParseText(code, path: name + ".cs")], [.. Framework, .. references], new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        compilation.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error).ShouldBeEmpty();
        return compilation;
    }

    private static async Task<IReadOnlyList<Diagnostic>> ReportAsync(CSharpCompilation compilation) =>
        await compilation.WithAnalyzers([new PasswordHashAnalyzer()]).GetAnalyzerDiagnosticsAsync();
}
