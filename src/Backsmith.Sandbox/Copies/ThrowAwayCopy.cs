using Backsmith.Inspection;
using Backsmith.Patches;
using Backsmith.Sandbox.DotNet;
using Backsmith.Sandbox.Runs;
using Backsmith.Sandbox.Toolchains;
using Backsmith.Sandboxes;

namespace Backsmith.Sandbox.Copies;

/// <summary>A throw-away copy: git's part, the files, and the toolchains.</summary>
internal sealed class ThrowAwayCopy(CopySession session, CopyGit git, DotNetToolchain dotnet, CopyToolchains toolchain, string root, string own) : IThrowAwayCopy
{
    public ValueTask<RestoreOutcome> RestoreAsync(string subject, NetworkAccess network, CancellationToken cancellationToken) =>
        new(toolchain.RestoreAsync(subject, network, cancellationToken));

    public ValueTask<BuildOutcome> BuildAsync(string subject, CancellationToken cancellationToken) =>
        new(toolchain.BuildAsync(subject, cancellationToken));

    public ValueTask<TestOutcome> TestAsync(string subject, IReadOnlyList<string>? only, TimeSpan? limit, CancellationToken cancellationToken) =>
        new(toolchain.TestAsync(subject, only, limit, cancellationToken));

    public ValueTask<CoverageOutcome> CoverAsync(string subject, IReadOnlyList<string> except, CancellationToken cancellationToken) =>
        new(toolchain.CoverAsync(subject, except, cancellationToken));

    public ValueTask<string> SdkVersionAsync(string subject, CancellationToken cancellationToken) => new(toolchain.VersionAsync(subject, cancellationToken));

    public ValueTask<ICodeBase> InspectAsync(string subject, CancellationToken cancellationToken) =>
        new(toolchain.InspectAsync(subject, cancellationToken));

    public ValueTask<StackSurvey> SurveyAsync(string subject, CancellationToken cancellationToken) => new(toolchain.SurveyAsync(subject, cancellationToken));

    public void Include(IReadOnlyList<string> paths) => toolchain.Include(paths);

    public ValueTask<RestoreOutcome> InstallBesideAsync(string subject, IReadOnlyList<string> paths, NetworkAccess network, CancellationToken cancellationToken) =>
        new(toolchain.InstallBesideAsync(subject, paths, network, cancellationToken));

    public ValueTask<CommandOutcome> RunAsync(CopyCommand command, CancellationToken cancellationToken)
    {
        if (command.Writes)
        {
            toolchain.Change(null);
        }

        return new(dotnet.RunAsync(command, cancellationToken));
    }

    public async ValueTask WriteAsync(IReadOnlyList<FileEdit> files, CancellationToken cancellationToken)
    {
        toolchain.Change([.. files.Select(file => file.Path)]);
        var command = ShellScript.Command("write", "write.sh", CopyAccess.Writable, root, root) with { Input = CopyFiles.Pack(files) };
        var result = await session.RunAsync(command, cancellationToken);
        if (!result.Succeeded)
        {
            throw new IOException($"The copy could not be written: {result.Text}");
        }
    }

    public async ValueTask<IReadOnlyList<FileVersion>> ReadAsync(IReadOnlyList<string> paths, CancellationToken cancellationToken)
    {
        var (files, result) = await CopyFiles.ReadAsync(session, root, paths, cancellationToken);
        return result.Succeeded
            ? files
            : throw new IOException($"The copy could not be read: {result.Text}");
    }

    public ValueTask RevertAsync(IReadOnlyList<string> paths, CancellationToken cancellationToken)
    {
        toolchain.Change(paths);
        return new(git.RevertAsync(paths, cancellationToken));
    }

    public ValueTask<MergedText> MergeAsync(byte[] current, byte[] origin, byte[] other, CancellationToken cancellationToken) =>
        new(git.MergeAsync(current, origin, other, cancellationToken));

    public ValueTask<Patch> DiffAsync(PatchAuthor author, CancellationToken cancellationToken) => new(git.DiffAsync(author, cancellationToken));

    public ValueTask<ApplyOutcome> ApplyAsync(ReadOnlyMemory<byte> diff, CancellationToken cancellationToken)
    {
        toolchain.Change(UnifiedDiff.Parse(diff, "", PatchAuthor.Human).Patch?.Paths ?? []);
        return new(git.ApplyAsync(diff, cancellationToken));
    }

    public async ValueTask DisposeAsync()
    {
        await session.DisposeAsync();
        Removal.TryRemove(own);
    }
}
