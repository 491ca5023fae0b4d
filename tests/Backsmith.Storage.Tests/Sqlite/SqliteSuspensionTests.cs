using Backsmith.Storage.Sqlite;
using Backsmith.Storage.Tests.Conformance;

namespace Backsmith.Storage.Tests.Sqlite;

public sealed class SqliteSuspensionTests : SuspensionConformance
{
    private readonly TemporaryFolder _folder = new();
    private SqliteExecutionStore? _store;

    protected override async ValueTask<IExecutionStore> OpenAsync() => _store = await SqliteExecutionStore.OpenAsync(_folder["backsmith.db"], Time);

    public override async Task DisposeAsync()
    {
        await _store!.DisposeAsync();
        _folder.Dispose();
    }
}
