using Backsmith.Inspection;
using Backsmith.Patches;
using Backsmith.Sandbox.Git;
using Backsmith.Sandboxes;

namespace Backsmith.Sandbox.Copies;

/// <summary>Git's part of a copy: diff, apply, revert. It runs inside, on our own git directory, deaf to the tree's configuration.</summary>
internal sealed class CopyGit(CopySession session, string gitFolder, string root, string treeId)
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

    public async Task<IReadOnlyList<string>> ChangedPathsAsync(CancellationToken cancellationToken) =>
        (await DiffAsync(PatchAuthor.Human, cancellationToken)).Paths;

    public async Task<ApplyOutcome> ApplyAsync(ReadOnlyMemory<byte> diff, CancellationToken cancellationToken)
    {
        var result = await RunAsync("apply", "apply.sh", CopyAccess.Writable, diff, cancellationToken, root);
        return new ApplyOutcome(result.Succeeded, result.Succeeded ? null : await ExplainAsync(result.Text, diff, cancellationToken), [result.Run]);
    }

    private async Task<string> ExplainAsync(string words, ReadOnlyMemory<byte> diff, CancellationToken cancellationToken)
    {
        var (files, _) = await CopyFiles.ReadAsync(session, root, ApplyRefusal.Files(words), cancellationToken);
        return ApplyRefusal.Explain(words, diff, files);
    }

    public async Task RevertAsync(IReadOnlyList<string> paths, CancellationToken cancellationToken)
    {
        var result = await RunAsync("revert", "revert.sh", CopyAccess.Writable, CopyFiles.Listed(paths), cancellationToken, treeId, root);
        if (!result.Succeeded)
        {
            throw new IOException($"The copy could not be put back: {result.Text}");
        }
    }

    public async Task<MergedText> MergeAsync(byte[] current, byte[] origin, byte[] other, CancellationToken cancellationToken)
    {
        var input = CopyFiles.Pack([new FileEdit("current", current), new FileEdit("origin", origin), new FileEdit("other", other)]);
        var result = await RunAsync("merge", "merge.sh", CopyAccess.ReadOnly, input, cancellationToken);
        return result.Run is { End: CommandEnd.Exited, ExitCode: >= 0 and < 128 and var places } ? new MergedText(result.Output, places > 0) : new MergedText(null, true);
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
}
