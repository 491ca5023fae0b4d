using Backsmith.Sandbox.Bubblewrap;
using Backsmith.Sandbox.Copies;

namespace Backsmith.Sandbox.Toolchains;

/// <summary>The host folders that commands of other stacks than .NET see beside <see cref="DotNet.DotNetFolders"/>.</summary>
/// <param name="Installed">What was installed for parts of the repository; only single folders of it are mounted.</param>
/// <param name="Cache">npm's cache of our own; the user's is never touched.</param>
/// <param name="Configuration">Copies of the user's package settings with the places where programs look for them; seen only while the network is open, when nothing of a repository runs.</param>
internal sealed record PartFolders(string Installed, string Cache, IReadOnlyList<SandboxMount> Configuration)
{
    /// <summary>Where the cache is bound.</summary>
    public const string CacheTarget = "/backsmith/npm-cache";

    /// <summary>All of them, to be staged.</summary>
    public IReadOnlyList<string> All => [Installed, Cache, .. Configuration.Select(mount => mount.Source)];

    /// <summary>Makes the folders of a copy.</summary>
    /// <param name="state">Of the repository.</param>
    /// <param name="own">Folder that goes with the copy.</param>
    /// <param name="builder">Who its commands run as.</param>
    public static PartFolders Of(RepositoryState state, string own, Identity builder)
    {
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        (string Path, string Target)[] known =
        [
            (Path.Combine(home, ".npmrc"), "/home/sandbox/.npmrc"),
            (Path.Combine(home, ".config", "pip", "pip.conf"), "/home/sandbox/.config/pip/pip.conf"),
            ("/etc/pip.conf", "/etc/pip.conf"),
        ];
        Directory.CreateDirectory(state.Installed);
        Ownership.Show(state.Installed);
        var configuration = known.Where(file => File.Exists(file.Path))
            .Select((file, number) => new SandboxMount(Ownership.Lend(file.Path, Path.Combine(own, $"settings-{number}"), builder), file.Target)).ToList();
        return new PartFolders(state.Installed, RepositoryState.Own(state.NpmCache, builder), configuration);
    }
}
