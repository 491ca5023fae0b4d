using Backsmith.Storage.Sqlite;
using Backsmith.Storage.Tests.Conformance;
using Backsmith.WorkTasks;
using Shouldly;
using Xunit;

namespace Backsmith.Storage.Tests.Sqlite;

public sealed class SqliteExecutionStoreTests : ExecutionStoreConformance
{
    private readonly TemporaryFolder _folder = new();
    private readonly List<SqliteExecutionStore> _stores = [];

    protected override async ValueTask<IExecutionStore> OpenAsync()
    {
        var store = await SqliteExecutionStore.OpenAsync(_folder["backsmith.db"], Time);
        _stores.Add(store);
        return store;
    }

    public override async Task DisposeAsync()
    {
        foreach (var store in _stores)
        {
            await store.DisposeAsync();
        }

        _folder.Dispose();
    }

    [Fact]
    public async Task Takes_over_at_once_from_a_process_that_is_dead()
    {
        await CreateAsync(Task_("a"));
        var parts = LeaseOwner.Current().Split('/');
        parts[^1] = "1"; // our pid, but started at another time: the owner is gone
        await Store.ClaimAsync(Id, string.Join('/', parts), Lease, CancellationToken.None);
        (await ClaimAsync()).Attempt.ShouldBe(2);
    }

    [Fact]
    public async Task Leaves_a_live_process_its_lease()
    {
        await CreateAsync(Task_("a"));
        await Store.ClaimAsync(Id, LeaseOwner.Current(), Lease, CancellationToken.None);
        (await Store.ClaimAsync(Id, "two", Lease, CancellationToken.None)).ShouldBeNull();
    }

    [Fact]
    public void Database_is_for_its_owner_alone() =>
        File.GetUnixFileMode(_folder["backsmith.db"]).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
}
