using Backsmith.Repositories;
using Backsmith.Sandboxes;
using Backsmith.Snapshots;

namespace Backsmith.Inspection;

/// <summary>Keeps the base's copy and its inspector open for the tasks of one execution. A resumed run opens them anew.</summary>
public sealed class WarmCodeBase(ISandbox sandbox, Repository repository) : IAsyncDisposable
{
    private IThrowAwayCopy? _copy;
    private ICodeBase? _code;
    private Review? _review;

    /// <summary>The copy of the base.</summary>
    public async ValueTask<IThrowAwayCopy> CopyAsync(Snapshot snapshot, CancellationToken cancellationToken) =>
        _copy ??= await sandbox.OpenCopyAsync(repository, snapshot, cancellationToken);

    /// <summary>The base, reviewed.</summary>
    public async ValueTask<(ICodeBase Code, Review Review)> ReviewedAsync(Snapshot snapshot, CancellationToken cancellationToken)
    {
        var copy = await CopyAsync(snapshot, cancellationToken);
        _code ??= await copy.InspectAsync(repository.Subject, cancellationToken);
        _review ??= await _code.ReviewAsync(new ReviewRequest(repository.Subject, snapshot.ReadOnlyPaths), cancellationToken);
        return (_code, _review);
    }

    /// <summary>Closes the inspector and the copy; whoever asks next gets new ones. To be called when work on them was broken off, since nobody knows what state it left them in.</summary>
    public async ValueTask ForgetAsync()
    {
        var (code, copy) = (_code, _copy);
        (_code, _copy, _review) = (null, null, null);
        if (code is not null)
        {
            await code.DisposeAsync();
        }

        if (copy is not null)
        {
            await copy.DisposeAsync();
        }
    }

    /// <summary>Closes the inspector and the copy.</summary>
    public ValueTask DisposeAsync() => ForgetAsync();
}
