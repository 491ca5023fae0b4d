using Backsmith.Sandbox.Processes;
using Backsmith.Sandbox.Runs;

namespace Backsmith.Sandbox.DotNet;

/// <summary>What restoring a tree wrote, kept once for all copies of it. Runs that work at the same time share it; whoever has it mounted goes on seeing it as it was.</summary>
/// <param name="kept">Where it is kept.</param>
/// <param name="mounted">Whether it was there when this copy was opened, and so is a layer of it.</param>
/// <param name="lockFile">Held while restoring.</param>
internal sealed class RestoredLayer(string kept, bool mounted, string lockFile, RunFolder run, ProcessStarter starter)
{
    private readonly string _kept = kept;
    private readonly string _inputs = kept + ".inputs";

    /// <summary>What this copy sees: what was kept, or what restoring it wrote.</summary>
    public string Current { get; private set; } = kept;

    /// <summary>Whether this copy has a layer that came of the same inputs.</summary>
    public async Task<bool> CoversAsync(string inputs, CancellationToken cancellationToken) =>
        mounted && File.Exists(_inputs) && await File.ReadAllTextAsync(_inputs, cancellationToken) == inputs;

    /// <summary>Waits until no other run restores for this repository: NuGet's own locks lie in a folder that each sandbox has for itself.</summary>
    public Task<ExclusiveLock> LockAsync(CancellationToken cancellationToken) => ExclusiveLock.TakeAsync(lockFile, starter, cancellationToken);

    /// <exception cref="IOException">The disk of the state folder is full.</exception>
    public void RequireSpace() => StateSpace.Require(Path.GetDirectoryName(lockFile)!);

    /// <summary>Takes what restoring this copy wrote.</summary>
    /// <param name="fresh">The folder; moved away when it is kept.</param>
    /// <param name="keep">Whether later copies may have it.</param>
    /// <param name="inputs">What it came of; null when it is not whole, and is made again the next time.</param>
    public async Task TakeAsync(string fresh, bool keep, string? inputs, CancellationToken cancellationToken)
    {
        Current = fresh;
        if (!keep || (Directory.Exists(_kept) && File.Exists(_inputs) && await File.ReadAllTextAsync(_inputs, cancellationToken) == inputs && AssetsFile.Missing(_kept).Count <= AssetsFile.Missing(fresh).Count))
        {
            return;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(_kept)!);
        File.Delete(_inputs);
        if (Directory.Exists(_kept))
        {
            Directory.Move(_kept, run.FreshName("replaced"));
        }

        Directory.Move(fresh, _kept);
        Current = _kept;
        if (inputs is not null)
        {
            var written = run.FreshName("inputs");
            await File.WriteAllTextAsync(written, inputs, cancellationToken);
            File.Move(written, _inputs, overwrite: true);
        }
    }
}
