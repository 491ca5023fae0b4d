using Backsmith.Sandboxes;

namespace Backsmith.Sandbox.Toolchains;

/// <summary>One stack's own tools on one copy: installs, builds and tests, all inside.</summary>
internal interface IToolchain
{
    /// <summary>Installs what the part depends on, or with <see cref="NetworkAccess.None"/> says what of it is not there.</summary>
    /// <param name="at">What: for .NET the subject, for other stacks the folder of a part.</param>
    /// <param name="network">Whether package sources are reachable.</param>
    /// <param name="cancellationToken">Stops at once.</param>
    Task<RestoreOutcome> RestoreAsync(string at, NetworkAccess network, CancellationToken cancellationToken);

    /// <summary>Builds; without network.</summary>
    Task<BuildOutcome> BuildAsync(string at, CancellationToken cancellationToken);

    /// <summary>Runs tests of what was built; without network.</summary>
    /// <param name="at">What.</param>
    /// <param name="only">Names of tests as results carry them, or null for all.</param>
    /// <param name="limit">Time for the tests of one part, or null for the sandbox's own.</param>
    /// <param name="cancellationToken">Stops at once.</param>
    Task<TestOutcome> TestAsync(string at, IReadOnlyList<string>? only, TimeSpan? limit, CancellationToken cancellationToken);

    /// <summary>Runs the tests once more and says which lines they reach.</summary>
    Task<CoverageOutcome> CoverAsync(string at, IReadOnlyList<string> except, CancellationToken cancellationToken);

    /// <summary>Version of the tools, for a proof; empty when they do not run.</summary>
    Task<string> VersionAsync(string at, CancellationToken cancellationToken);
}
