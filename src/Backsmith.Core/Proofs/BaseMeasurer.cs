using Backsmith.Inspection;
using Backsmith.Repositories;
using Backsmith.Sandboxes;
using Backsmith.Snapshots;

namespace Backsmith.Proofs;

/// <summary>Builds and tests the base, in a copy of its own.</summary>
public sealed class BaseMeasurer(ISandbox sandbox)
{
    /// <summary>Measures.</summary>
    /// <param name="repository">Where.</param>
    /// <param name="snapshot">The base.</param>
    /// <param name="restore">What restoring it came to.</param>
    /// <param name="review">What reviewing it came to.</param>
    /// <param name="progress">Says what is being done.</param>
    /// <param name="cancellationToken">Stops at once.</param>
    /// <param name="paths">What a patch changes: parts beside C# that hold one of them are measured too; null for none.</param>
    public async ValueTask<Measurement> MeasureAsync(
        Repository repository, Snapshot snapshot, RestoreOutcome restore, Review? review, IProgress<string> progress, CancellationToken cancellationToken, IReadOnlyList<string>? paths = null)
    {
        await using var copy = await sandbox.OpenCopyAsync(repository, snapshot, cancellationToken);
        copy.Include(paths ?? []);
        progress.Report("building the base");
        var build = await copy.BuildAsync(repository.Subject, cancellationToken);
        if (!build.Succeeded)
        {
            return new Measurement(restore, build, [], review);
        }

        progress.Report("testing the base");
        var tests = await copy.TestAsync(repository.Subject, null, null, cancellationToken);
        return new Measurement(restore, build, tests.Discovered.Count + tests.Results.Count + tests.Problems.Count + tests.Notes.Count > 0 ? [tests] : [], review);
    }
}
