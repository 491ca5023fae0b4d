using Backsmith.Sandbox.Bubblewrap;
using Backsmith.Sandbox.Copies;
using Backsmith.Sandbox.Toolchains;

namespace Backsmith.Sandbox.DotNet;

/// <summary>The host folders that the .NET commands of one copy see.</summary>
/// <param name="Packages">Packages that restores of this repository added; writable only while restoring.</param>
/// <param name="UserPackages">The user's package folder, never writable; null when there is none.</param>
/// <param name="UserConfiguration">The user's NuGet.Config, seen only while restoring; null when there is none.</param>
/// <param name="Exchange">Result files of this copy's commands.</param>
/// <param name="Restored">What restoring this copy wrote.</param>
/// <param name="Collected">What the inspector was given for earlier copies of this repository; never visible to what is built.</param>
/// <param name="Reviewed">Where the inspector keeps reviews of unchanged projects; it alone sees it.</param>
/// <param name="Tools">Our own build logic and the inspector.</param>
/// <param name="Inspector">The inspector program; null when this installation has none.</param>
/// <param name="DotNetRoot">The .NET installation.</param>
internal sealed record DotNetFolders(
    string Packages,
    string? UserPackages,
    string? UserConfiguration,
    string Exchange,
    string Restored,
    string Collected,
    string Reviewed,
    string Tools,
    string? Inspector,
    string? DotNetRoot)
{
    /// <summary>Where <see cref="Packages"/> is bound.</summary>
    public const string PackagesTarget = "/backsmith/packages";

    /// <summary>Where <see cref="UserPackages"/> is bound.</summary>
    public const string UserPackagesTarget = "/backsmith/user-packages";

    /// <summary>Where <see cref="Exchange"/> is bound.</summary>
    public const string ExchangeTarget = "/backsmith/out";

    /// <summary>Where <see cref="Tools"/> is bound.</summary>
    public const string ToolsTarget = "/backsmith/tools";

    /// <summary>All folders, to be staged.</summary>
    public IReadOnlyList<string> All =>
        [.. new[] { Packages, UserPackages, UserConfiguration, Exchange, Restored, Collected, Reviewed, Tools, Inspector, InUsr(DotNetRoot) ? null : DotNetRoot }.OfType<string>()];

    /// <summary>Makes the folders of a copy.</summary>
    /// <param name="own">Folder that goes with the copy.</param>
    public static DotNetFolders Of(SandboxOptions options, RepositoryState state, string own, Identity builder)
    {
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        var configuration = Path.Combine(home, ".nuget", "NuGet", "NuGet.Config");
        return new DotNetFolders(
            RepositoryState.Own(state.Packages, builder),
            options.UserPackages is { } packages && Directory.Exists(packages) ? packages : null,
            File.Exists(configuration) ? Ownership.Lend(configuration, Path.Combine(own, "NuGet.Config"), builder) : null,
            RepositoryState.Own(Path.Combine(own, "exchange"), builder),
            RepositoryState.Own(Path.Combine(own, "restored"), builder),
            RepositoryState.Own(state.Collected, builder),
            RepositoryState.Own(state.Reviewed, builder),
            ToolFiles.Write(Path.Combine(options.StateFolder, "tools")),
            options.InspectorFolder,
            options.Limits.DotNetRoot);
    }

    /// <summary>What every .NET command sees.</summary>
    public IReadOnlyList<SandboxMount> Mounts(bool restoring)
    {
        var mounts = new List<SandboxMount>
        {
            new(Packages, PackagesTarget, restoring),
            new(Exchange, ExchangeTarget, Writable: true),
            new(Tools, ToolsTarget),
        };
        if (UserPackages is not null)
        {
            mounts.Add(new SandboxMount(UserPackages, UserPackagesTarget));
        }

        if (restoring && UserConfiguration is not null)
        {
            mounts.Add(new SandboxMount(UserConfiguration, "/home/sandbox/.nuget/NuGet/NuGet.Config"));
        }

        return mounts;
    }

    private static bool InUsr(string? folder) => folder?.StartsWith("/usr/", StringComparison.Ordinal) ?? true;
}
