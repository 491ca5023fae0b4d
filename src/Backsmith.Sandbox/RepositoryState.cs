using System.Security.Cryptography;
using System.Text;
using Backsmith.Repositories;
using Backsmith.Sandbox.Bubblewrap;

namespace Backsmith.Sandbox;

/// <summary>The folders that the state folder keeps for one repository.</summary>
/// <param name="Root">Named by the repository's path.</param>
internal sealed record RepositoryState(string Root)
{
    /// <summary>A git directory of ours: objects of raw bytes, and an index that serves as a cache of file times.</summary>
    public string Git => Path.Combine(Root, "git");

    /// <summary>Packages that restores added.</summary>
    public string Packages => Path.Combine(Root, "packages");

    /// <summary>Held by the run that restores: packages are written by one at a time.</summary>
    public string RestoreLock => Path.Combine(Root, "restore.lock");

    /// <summary>A materialised snapshot.</summary>
    public string Tree(string treeId) => Path.Combine(Root, "trees", treeId);

    /// <summary>What restoring wrote: a layer above every tree with the same inputs.</summary>
    public string Restored(string inputs) => Path.Combine(Root, "restored", inputs);

    /// <summary>What was installed for parts of other stacks than .NET, by manifests and lock files.</summary>
    public string Installed => Path.Combine(Root, "installed");

    /// <summary>npm's cache of our own.</summary>
    public string NpmCache => Path.Combine(Root, "npm-cache");

    /// <summary>What the inspector was given, by inputs. Of this repository alone: no other reads it.</summary>
    public string Collected => Path.Combine(Root, "collected");

    /// <summary>What the inspector saw of projects, by everything its findings follow from. Of this repository alone.</summary>
    public string Reviewed => Path.Combine(Root, "reviewed");

    /// <summary>The folders of a repository.</summary>
    public static RepositoryState Of(SandboxOptions options, Repository repository)
    {
        var key = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(repository.Root)))[..16];
        return new RepositoryState(Path.Combine(options.StateFolder, "repositories", key));
    }

    /// <summary>Makes a folder that the given identity owns.</summary>
    public static string Own(string folder, Identity identity)
    {
        Directory.CreateDirectory(folder);
        if (identity.Drops)
        {
            Ownership.Show(folder);
            Ownership.Give(folder, identity.Uid);
        }

        return folder;
    }
}
