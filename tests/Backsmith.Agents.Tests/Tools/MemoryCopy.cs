using Backsmith.Inspection;
using Backsmith.Patches;
using Backsmith.Sandboxes;

namespace Backsmith.Agents.Tests.Tools;

/// <summary>Files in memory, for tools that only read and write them.</summary>
internal sealed class MemoryCopy : IThrowAwayCopy
{
    private readonly Dictionary<string, byte[]> _files = [];

    public byte[] this[string path]
    {
        get => _files[path];
        set => _files[path] = value;
    }

    public ValueTask WriteAsync(IReadOnlyList<FileEdit> files, CancellationToken cancellationToken)
    {
        foreach (var file in files)
        {
            if (file.Content is { } content)
            {
                _files[file.Path] = content;
            }
            else
            {
                _files.Remove(file.Path);
            }
        }

        return ValueTask.CompletedTask;
    }

    public ValueTask<IReadOnlyList<FileVersion>> ReadAsync(IReadOnlyList<string> paths, CancellationToken cancellationToken) =>
        new([.. paths.Select(path => _files.TryGetValue(path, out var content) ? new FileVersion(path, "100644", content) : new FileVersion(path, null, null))]);

    public ValueTask<RestoreOutcome> RestoreAsync(string subject, NetworkAccess network, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask<StackSurvey> SurveyAsync(string subject, CancellationToken cancellationToken) => throw new NotSupportedException();

    public void Include(IReadOnlyList<string> paths) => throw new NotSupportedException();

    public ValueTask<RestoreOutcome> InstallBesideAsync(string subject, IReadOnlyList<string> paths, NetworkAccess network, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask<MergedText> MergeAsync(byte[] current, byte[] origin, byte[] other, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask<BuildOutcome> BuildAsync(string subject, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask<TestOutcome> TestAsync(string subject, IReadOnlyList<string>? only, TimeSpan? limit, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask<CoverageOutcome> CoverAsync(string subject, IReadOnlyList<string> except, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask<string> SdkVersionAsync(string subject, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask<ICodeBase> InspectAsync(string subject, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask<CommandOutcome> RunAsync(CopyCommand command, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask RevertAsync(IReadOnlyList<string> paths, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask<Patch> DiffAsync(PatchAuthor author, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask<ApplyOutcome> ApplyAsync(ReadOnlyMemory<byte> diff, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
