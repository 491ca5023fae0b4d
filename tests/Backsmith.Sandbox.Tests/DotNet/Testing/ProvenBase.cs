using System.Text;
using Backsmith.Findings;
using Backsmith.Inspection;
using Backsmith.Patches;
using Backsmith.Proofs;
using Backsmith.Sandboxes;
using Xunit;

namespace Backsmith.Sandbox.Tests.DotNet.Testing;

/// <summary>A small repository, restored, reviewed and measured once, that patches are proven against with the real prover.</summary>
public abstract class ProvenBase : IAsyncLifetime
{
    private readonly DotNetRepository _repository = new(limits => limits with { TestTime = TimeSpan.FromSeconds(60), TestOutputBytes = 16 << 20 });
    private Measurement _before = null!;

    public async Task InitializeAsync()
    {
        _repository.Write(".gitignore", "bin/\nobj/\n");
        _repository.Write("src/Lib/Lib.csproj", """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup><TargetFramework>net10.0</TargetFramework><ImplicitUsings>enable</ImplicitUsings></PropertyGroup>
            </Project>
            """);
        foreach (var (path, text) in Files())
        {
            _repository.Write(path, text);
        }

        var (repository, snapshot) = await _repository.CaptureAsync();
        await using var copy = await _repository.OpenAsync();
        var restore = await copy.RestoreAsync("", NetworkAccess.Restore, default);
        await using var code = await copy.InspectAsync("", default);
        var review = await code.ReviewAsync(new ReviewRequest("", []), default);
        var measured = await new BaseMeasurer(_repository.Sandbox).MeasureAsync(repository, snapshot, restore, review, new Silent(), default);
        // Known to be steady: the prover need not run the base again when a result differs.
        _before = measured with { Tests = [.. measured.Tests, .. measured.Tests] };
    }

    /// <summary>Proves the patch that the edits make; texts are whole files, null deletes.</summary>
    public async Task<Proof> ProveAsync(Claim claim, params IReadOnlyList<(string Path, string? Text)> edits)
    {
        var (repository, snapshot) = await _repository.CaptureAsync();
        Patch patch;
        await using (var copy = await _repository.OpenAsync())
        {
            await copy.WriteAsync([.. edits.Select(edit => new FileEdit(edit.Path, edit.Text is { } text ? Encoding.UTF8.GetBytes(text) : null))], default);
            patch = await copy.DiffAsync(PatchAuthor.Human, default);
        }

        var request = new ProofRequest(repository, snapshot, patch, claim, [], Severity.Warning, _before, new Repetition(1, 1, TimeSpan.Zero));
        return await new PatchProver(_repository.Sandbox, new ScopePolicy()).ProveAsync(request, new Silent(), default);
    }

    /// <summary>A file of the base with parts replaced.</summary>
    public (string Path, string? Text) Edit(string path, params IReadOnlyList<(string From, string To)> parts)
    {
        var text = File.ReadAllText(Path.Combine(_repository.Root, path));
        foreach (var (from, to) in parts)
        {
            Assert.Contains(from, text);
            text = text.Replace(from, to, StringComparison.Ordinal);
        }

        return (path, text);
    }

    public Task DisposeAsync()
    {
        _repository.Dispose();
        return Task.CompletedTask;
    }

    /// <summary>Files beside the library's project.</summary>
    protected abstract IEnumerable<(string Path, string Text)> Files();

    /// <summary>The project file of tests of the library.</summary>
    protected static string TestProject() =>
        DotNetRepository.TestProject.Replace("<ItemGroup>", "<ItemGroup>\n    <ProjectReference Include=\"../../src/Lib/Lib.csproj\" />", StringComparison.Ordinal);

    private sealed class Silent : IProgress<string>
    {
        public void Report(string value)
        {
        }
    }
}
