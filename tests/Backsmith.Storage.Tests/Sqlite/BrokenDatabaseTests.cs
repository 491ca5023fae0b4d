using Backsmith.Storage.Sqlite;
using Microsoft.Data.Sqlite;
using Shouldly;
using Xunit;

namespace Backsmith.Storage.Tests.Sqlite;

public sealed class BrokenDatabaseTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Database => _folder["backsmith.db"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task What_is_no_database_is_named_with_the_way_out()
    {
        await File.WriteAllTextAsync(Database, new string('x', 5000));

        var broken = await RefusedAsync();

        broken.Fault.ShouldBe(StorageFault.Damaged);
        broken.Message.ShouldBe($"{Database} is damaged or not a database. Restore it from a backup, or move it away to begin anew.");
    }

    [Fact]
    public async Task A_page_that_was_overwritten_is_noticed()
    {
        await (await OpenAsync()).DisposeAsync();
        SqliteConnection.ClearAllPools();
        var bytes = await File.ReadAllBytesAsync(Database);
        Array.Fill<byte>(bytes, 0xAA, 100, 3996);
        await File.WriteAllBytesAsync(Database, bytes);

        (await RefusedAsync()).Fault.ShouldBe(StorageFault.Damaged);
    }

    [Fact]
    public async Task A_database_of_a_newer_version_is_left_alone()
    {
        await ChangeAsync("insert into schema_version (version, name, checksum, applied_at) values (99, 'later', 'x', 0)");

        var broken = await RefusedAsync();

        broken.Fault.ShouldBe(StorageFault.Schema);
        broken.Message.ShouldContain("schema version 99");
        broken.Message.ShouldContain("Use the newer Backsmith, or another BACKSMITH_HOME.");
    }

    [Fact]
    public async Task A_migration_of_another_build_is_named()
    {
        await ChangeAsync("update schema_version set checksum = 'x' where version = 1");

        (await RefusedAsync()).Message.ShouldContain("Migration 1 (queue) of the database is not the one of this build.");
    }

    [Fact]
    public async Task A_folder_where_the_database_should_be_is_named()
    {
        Directory.CreateDirectory(Database);

        (await RefusedAsync()).Message.ShouldContain(Database);
    }

    private ValueTask<SqliteExecutionStore> OpenAsync() => SqliteExecutionStore.OpenAsync(Database, TimeProvider.System);

    private async Task ChangeAsync(string statement)
    {
        await (await OpenAsync()).DisposeAsync();
        await using var connection = new SqliteConnection($"Data Source={Database};Pooling=false");
        connection.Open();
        await using var command = connection.CreateCommand();
        command.CommandText = statement;
        (await command.ExecuteNonQueryAsync()).ShouldBe(1);
    }

    private Task<StorageException> RefusedAsync() => Should.ThrowAsync<StorageException>(async () => await (await OpenAsync()).DisposeAsync());
}
