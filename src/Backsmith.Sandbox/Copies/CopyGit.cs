using System.Text;
using System.Text.RegularExpressions;
using Backsmith.Patches;
using Backsmith.Sandbox.Git;
using Backsmith.Sandboxes;

namespace Backsmith.Sandbox.Copies;

/// <summary>Git's part of a copy: diff, apply, revert. It runs inside, on our own git directory, deaf to the tree's configuration.</summary>
internal sealed partial class CopyGit(CopySession session, string gitFolder, string root, string treeId)
{
    public async Task<Patch> DiffAsync(PatchAuthor author, CancellationToken cancellationToken)
    {
        var result = await RunAsync("diff", "diff.sh", CopyAccess.ReadOnly, default, cancellationToken, treeId, root);
        if (!result.Succeeded)
        {
            throw new IOException($"The changes of the copy could not be computed: {result.Text}");
        }

        return UnifiedDiff.Parse(result.Output, treeId, author).Patch
            ?? throw new IOException("git printed a diff that cannot be read.");
    }

    public async Task<ApplyOutcome> ApplyAsync(ReadOnlyMemory<byte> diff, CancellationToken cancellationToken)
    {
        var result = await RunAsync("apply", "apply.sh", CopyAccess.Writable, diff, cancellationToken, root);
        return new ApplyOutcome(result.Succeeded, result.Succeeded ? null : Explain(result.Text, diff), [result.Run]);
    }

    public async Task RevertAsync(IReadOnlyList<string> paths, CancellationToken cancellationToken)
    {
        var input = Encoding.UTF8.GetBytes(string.Concat(paths.Select(path => path + '\0')));
        var result = await RunAsync("revert", "revert.sh", CopyAccess.Writable, input, cancellationToken, treeId, root);
        if (!result.Succeeded)
        {
            throw new IOException($"The copy could not be put back: {result.Text}");
        }
    }

    private Task<CommandResult> RunAsync(string step, string script, CopyAccess access, ReadOnlyMemory<byte> input, CancellationToken cancellationToken, params string[] arguments) =>
        session.RunAsync(
            ShellScript.Command(step, script, access, root, arguments) with
            {
                Environment = GitEnvironment.Variables,
                Input = input,
                Mounts = [new SandboxMount(gitFolder, GitEnvironment.Target)],
            },
            cancellationToken);

    /// <summary>Turns git's words into the file, the hunk and the reason.</summary>
    private static string Explain(string words, ReadOnlyMemory<byte> diff)
    {
        var reasons = new List<string>();
        foreach (Match failure in PatchFailed().Matches(words))
        {
            var (path, line) = (failure.Groups[1].Value, int.Parse(failure.Groups[2].Value, System.Globalization.CultureInfo.InvariantCulture));
            var hunks = UnifiedDiff.Parse(diff, "", PatchAuthor.Human).Patch?.Files.FirstOrDefault(file => file.OldPath == path)?.Hunks ?? [];
            var number = hunks.TakeWhile(hunk => hunk.OldStart != line).Count() + 1;
            reasons.Add($"Hunk {number} of '{path}' does not apply: its context is not at line {line} of the base.");
        }

        reasons.AddRange(ErrorLine().Matches(words).Select(match => match.Groups[1].Value)
            .Where(text => !text.StartsWith("patch failed: ", StringComparison.Ordinal) && !text.EndsWith(": patch does not apply", StringComparison.Ordinal))
            .Select(text => $"git says: {text}."));
        return reasons.Count > 0 ? string.Join(" ", reasons.Distinct()) : $"git apply failed: {words}";
    }

    [GeneratedRegex(@"^error: patch failed: (.+):(\d+)$", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex PatchFailed();

    [GeneratedRegex(@"^(?:error|fatal): (.+)$", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex ErrorLine();
}
