using System.Security.Cryptography;
using System.Text;
using Backsmith.Sandbox.Copies;
using Backsmith.Sandbox.DotNet;

namespace Backsmith.Sandbox.Inspecting;

/// <summary>Keeps what a design-time build gave, so that the next review of a tree with the same inputs needs none.</summary>
/// <remarks>An entry belongs to one repository and is only ever made from and used for a copy in which nothing was changed or built, under a key
/// that the host made before anything of the tree ran. What a tree's own build logic writes into its entry is read for that logic alone.</remarks>
/// <param name="session">The copy.</param>
/// <param name="exchange">Where the inspector reads what was collected.</param>
/// <param name="folders">What commands see of the host.</param>
/// <param name="root">Where the copy lies inside.</param>
/// <param name="key">Name of the entry; null when nothing may be kept or taken.</param>
internal sealed class KeptCollection(CopySession session, ExchangeFolder exchange, DotNetFolders folders, string root, string? key)
{
    /// <summary>Entries of one repository; the oldest go first.</summary>
    public const int Most = 12;

    private const string Name = "collected.json";
    private const string Used = "used";
    private string? _path;

    /// <summary>Names an entry by everything a design-time build reads: the tree's inputs, what restore resolved, the SDKs, our own build logic and this version of it.</summary>
    /// <returns>Null when nothing was restored yet.</returns>
    public static string? Key(string inputs, string subject, string restoredLayer, DotNetFolders folders)
    {
        var restored = AssetsFile.Below(restoredLayer);
        if (restored.Count == 0)
        {
            return null;
        }

        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        void Add(string text) => hash.AppendData(Encoding.UTF8.GetBytes(text + "\0"));
        Add(inputs);
        Add(subject);
        Add(typeof(KeptCollection).Module.ModuleVersionId.ToString());
        foreach (var sdk in Names(folders.DotNetRoot, "sdk").Concat(Names(folders.DotNetRoot, "packs")))
        {
            Add(sdk);
        }

        foreach (var assets in restored)
        {
            Add(Path.GetRelativePath(restoredLayer, assets));
            hash.AppendData(File.ReadAllBytes(assets));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>What was collected: that of an earlier copy, else what <paramref name="collect"/> collects now, which is kept when <paramref name="isUntouched"/> still holds.</summary>
    /// <returns>Where the inspector finds it.</returns>
    public async Task<string> TakeAsync(Func<Task<string>> collect, Func<bool> isUntouched, CancellationToken cancellationToken)
    {
        if (key is null || !isUntouched())
        {
            return await collect();
        }

        if (_path is not null)
        {
            return _path;
        }

        var entry = Path.Combine(folders.Collected, key);
        if (File.Exists(Path.Combine(entry, Name)) && await PutAsync(entry, cancellationToken))
        {
            exchange.Write(Name, await File.ReadAllTextAsync(Path.Combine(entry, Name), cancellationToken));
            await File.WriteAllTextAsync(Path.Combine(entry, Used), key, cancellationToken);
            return _path = $"{DotNetFolders.ExchangeTarget}/{Name}";
        }

        _path = await collect();
        await KeepAsync(entry, exchange.At(Path.GetFileName(_path)), cancellationToken);
        return _path;
    }

    private async Task<bool> PutAsync(string entry, CancellationToken cancellationToken)
    {
        var put = ShellScript.Command("collect", "put-collected.sh", CopyAccess.Writable, root, root) with
        {
            Mounts = [new SandboxMount(Path.Combine(entry, "objects"), "/backsmith/kept")],
        };
        return Directory.Exists(Path.Combine(entry, "objects")) && (await session.RunAsync(put, cancellationToken)).Succeeded;
    }

    private async Task KeepAsync(string entry, FileInfo collected, CancellationToken cancellationToken)
    {
        if (ExchangeFolder.Text(collected) is not { } text || !text.Contains("\"arguments\"", StringComparison.Ordinal))
        {
            return;
        }

        // In a folder that goes with the run: one that is killed leaves nothing half kept.
        var fresh = Path.Combine(folders.Restored, "collected-" + Path.GetRandomFileName());
        var keep = ShellScript.Command("collect", "keep-collected.sh", CopyAccess.ReadOnly, root, root) with
        {
            Mounts = [new SandboxMount(RepositoryState.Own(fresh, Bubblewrap.Identity.ForBuilds()), "/backsmith/collected", Writable: true)],
        };
        if ((await session.RunAsync(keep, cancellationToken)).Succeeded)
        {
            new ExchangeFolder(fresh).Write(Name, text);
            Replace(fresh, entry);
        }
        else
        {
            Directory.Delete(fresh, recursive: true);
        }

        Prune();
    }

    private static void Replace(string fresh, string entry)
    {
        try
        {
            Directory.Move(fresh, entry);
        }
        catch (IOException)
        {
            // Another run kept the same in the meantime, or a killed one left it unusable: the next review collects again.
            Directory.Delete(fresh, recursive: true);
        }
    }

    private void Prune()
    {
        foreach (var old in new DirectoryInfo(folders.Collected).EnumerateDirectories().OrderByDescending(LastUse).Skip(Most))
        {
            try
            {
                old.Delete(recursive: true);
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                // Somebody else removes it, or reads it now.
            }
        }
    }

    private static DateTime LastUse(DirectoryInfo entry) =>
        File.Exists(Path.Combine(entry.FullName, Used)) ? File.GetLastWriteTimeUtc(Path.Combine(entry.FullName, Used)) : entry.LastWriteTimeUtc;

    /// <summary>Versions of what is installed: folders below a folder of the installation, and the folders in these.</summary>
    private static IEnumerable<string> Names(string? installation, string folder)
    {
        var at = Path.Combine(installation ?? "", folder);
        return installation is null || !Directory.Exists(at) ? []
            : Directory.EnumerateDirectories(at, "*", new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = 1, IgnoreInaccessible = true }).Order(StringComparer.Ordinal);
    }
}
