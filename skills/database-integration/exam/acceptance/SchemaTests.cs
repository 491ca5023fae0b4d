using Inventory.Data;
using Microsoft.Data.Sqlite;

namespace Acceptance;

public sealed class SchemaTests : IDisposable
{
    private readonly Warehouse _warehouse = new();

    [Fact]
    public async Task Going_up_keeps_articles_and_prices()
    {
        await FillAsync();

        await MigrateAsync(null);

        Assert.Equal(2, await _warehouse.CountAsync("select count(*) from articles where stock = 0 and deleted_at is null and id in (7, 9)"));
        Assert.Equal(3, await _warehouse.CountAsync("select count(*) from prices p join articles a on a.id = p.article_id"));
        Assert.Equal(0, await _warehouse.CountAsync("select count(*) from pragma_foreign_key_check"));
    }

    [Fact]
    public async Task Going_down_removes_only_what_was_deleted()
    {
        await FillAsync();
        await MigrateAsync(null);
        await _warehouse.RunAsync("update articles set deleted_at = '2026-01-01' where id = 9; insert into articles (id, sku, name, supplier_id, price_cents, stock) values (12, 'b', 'Again', 1, 5, 3)");

        await MigrateAsync(1);

        Assert.Equal(2, await _warehouse.CountAsync("select count(*) from articles where (id = 7 and sku = 'a' and name = 'Anvil' and supplier_id = 1 and price_cents = 100) or (id = 12 and sku = 'b')"));
        Assert.Equal(2, await _warehouse.CountAsync("select count(*) from articles"));
        Assert.Equal(2, await _warehouse.CountAsync("select count(*) from prices where article_id = 7"));
        Assert.Equal(2, await _warehouse.CountAsync("select count(*) from prices"));
        Assert.Equal(0, await _warehouse.CountAsync("select count(*) from pragma_foreign_key_check"));
        await Assert.ThrowsAsync<SqliteException>(() => _warehouse.RunAsync("insert into articles (sku, name, supplier_id, price_cents) values ('A', 'Twice', 1, 5)"));
        await Assert.ThrowsAsync<SqliteException>(() => _warehouse.RunAsync("insert into articles (sku, name, supplier_id, price_cents) values ('z', 'No supplier', 77, 5)"));

        await MigrateAsync(null);
        Assert.Equal(2, await _warehouse.CountAsync("select count(*) from articles where stock = 0 and deleted_at is null"));
        await MigrateAsync(0);
        await MigrateAsync(null);
    }

    [Fact]
    public async Task The_database_itself_refuses_what_must_not_be()
    {
        await FillAsync();
        await MigrateAsync(null);

        await RefusedAsync("update articles set stock = -1 where id = 7");
        await RefusedAsync("insert into articles (sku, name, supplier_id, price_cents) values ('A', 'Twice', 1, 5)");
        await RefusedAsync("insert into articles (sku, name, supplier_id, price_cents) values ('c', 'No supplier', 77, 5)");
        await RefusedAsync("insert into prices (article_id, price_cents, valid_from) values (77, 5, '2026-01-01')");
        await _warehouse.RunAsync("update articles set deleted_at = '2026-01-01' where id = 7");
        await _warehouse.RunAsync("insert into articles (sku, name, supplier_id, price_cents) values ('A', 'Again', 1, 5)");
        await RefusedAsync("update articles set deleted_at = null where id = 7");
    }

    [Fact]
    public async Task A_new_article_never_gets_the_id_of_an_old_one()
    {
        await FillAsync();
        await _warehouse.RunAsync("delete from articles where id = 9");
        await MigrateAsync(null);
        await _warehouse.RunAsync("insert into articles (sku, name, supplier_id, price_cents) values ('new', 'New', 1, 5)");
        Assert.Equal(10, await _warehouse.CountAsync("select id from articles where sku = 'new'"));
    }

    public void Dispose() => _warehouse.Dispose();

    private async Task FillAsync()
    {
        await MigrateAsync(1);
        await _warehouse.RunAsync(
            """
            insert into articles (id, sku, name, supplier_id, price_cents) values (7, 'a', 'Anvil', 1, 100), (9, 'b', 'Bellows', 2, 200);
            insert into prices (article_id, price_cents, valid_from) values (7, 90, '2025-01-01'), (7, 100, '2026-01-01'), (9, 200, '2026-01-01');
            """);
    }

    private Task MigrateAsync(int? target) => new Migrator(_warehouse.ConnectionString).MigrateAsync(target, CancellationToken.None);

    private async Task RefusedAsync(string sql) =>
        Assert.Equal(19, (await Assert.ThrowsAsync<SqliteException>(() => _warehouse.RunAsync(sql))).SqliteErrorCode);
}
