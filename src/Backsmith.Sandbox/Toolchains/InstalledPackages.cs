using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Backsmith.Repositories;
using Backsmith.Sandbox.Bubblewrap;
using Backsmith.Sandbox.Processes;
using Backsmith.Sandbox.Runs;

namespace Backsmith.Sandbox.Toolchains;

/// <summary>What was installed for the parts of a repository, kept for all copies of trees with the same manifests and lock files.</summary>
/// <param name="folder">Where it is kept; only single folders of it are ever visible inside.</param>
/// <param name="inputs">What decides it: <c>BLOB PATH</c> of each manifest and lock file of the tree as it was laid out.</param>
/// <param name="lockFile">Held while installing.</param>
internal sealed partial class InstalledPackages(string folder, IReadOnlyList<string> inputs, string lockFile, Identity builder, ProcessStarter starter)
{
    /// <summary>Folders that lie over the tree: <c>node_modules</c> of its parts.</summary>
    public IReadOnlyList<string> Layers() =>
        [.. inputs.Where(input => input.EndsWith("/package.json", StringComparison.Ordinal) || input.EndsWith(" package.json", StringComparison.Ordinal))
            .Select(input => TreePath.Folder(Path(input)))
            .Where(at => IsKept(Stack.Node, at)).Select(at => At(Stack.Node, at))];

    /// <summary>Whether everything for a part is there.</summary>
    public bool IsKept(Stack stack, string at) => File.Exists(At(stack, at) + ".complete") && Directory.Exists(At(stack, at));

    /// <summary>What a reader must know of how a part's packages were installed; null for nothing.</summary>
    public string? Note(Stack stack, string at) =>
        IsKept(stack, at) && File.ReadAllText(At(stack, at) + ".complete") is { Length: > 0 } note ? note : null;

    /// <summary>Where what was installed for a part lies.</summary>
    public string At(Stack stack, string at)
    {
        var names = stack == Stack.Node ? NodeInput() : PythonInput();
        var own = inputs.Where(input => TreePath.IsWithin(Path(input), at) && names.IsMatch(Path(input)));
        var digest = SHA256.HashData(Encoding.UTF8.GetBytes($"{stack}\n{at}\n{string.Join('\n', own)}"));
        return System.IO.Path.Combine(folder, Convert.ToHexStringLower(digest)[..32]);
    }

    /// <summary>A folder to install into, which is nobody's until <see cref="Keep"/> names it.</summary>
    public string Fresh() => RepositoryState.Own(System.IO.Path.Combine(folder, "fresh-" + System.IO.Path.GetRandomFileName()), builder);

    /// <summary>Keeps what was installed. What another run kept in the meantime stays.</summary>
    /// <param name="stack">Of the part.</param>
    /// <param name="at">Its folder.</param>
    /// <param name="fresh">What <see cref="Fresh"/> gave.</param>
    /// <param name="note">What a reader must know of how it was installed; empty for nothing.</param>
    public void Keep(Stack stack, string at, string fresh, string note = "")
    {
        var kept = At(stack, at);
        if (IsKept(stack, at))
        {
            Removal.TryRemove(fresh);
            return;
        }

        Removal.TryRemove(kept);
        Directory.Move(fresh, kept);
        File.WriteAllText(kept + ".complete", note);
    }

    /// <summary>Waits until no other run installs for this repository.</summary>
    public Task<ExclusiveLock> LockAsync(CancellationToken cancellationToken) => ExclusiveLock.TakeAsync(lockFile, starter, cancellationToken);

    private static string Path(string input) => input[(input.IndexOf(' ', StringComparison.Ordinal) + 1)..];

    [GeneratedRegex(@"(^|/)(package\.json|package-lock\.json|npm-shrinkwrap\.json|yarn\.lock|pnpm-lock\.yaml|\.npmrc)$", RegexOptions.CultureInvariant)]
    private static partial Regex NodeInput();

    [GeneratedRegex(@"\.txt$|(^|/)(pyproject\.toml|setup\.py|setup\.cfg)$", RegexOptions.CultureInvariant)]
    private static partial Regex PythonInput();
}
