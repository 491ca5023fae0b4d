using Dapper;
using Inventory.Data;

namespace Inventory.Articles;

public sealed record Article
{
    public int Id { get; init; }

    public string Sku { get; init; } = "";

    public string Name { get; init; } = "";

    public int SupplierId { get; init; }

    public int PriceCents { get; init; }
}

public sealed class ArticleRepository(Database database)
{
    private const string Columns = "id, sku, name, supplier_id as SupplierId, price_cents as PriceCents";

    public async Task<bool> ExistsAsync(string sku, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        return await connection.ExecuteScalarAsync<int>("select count(*) from articles where sku = @sku", new { sku }) > 0;
    }

    public async Task<string?> SupplierAsync(int id, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        return await connection.QuerySingleOrDefaultAsync<string>("select name from suppliers where id = @id", new { id });
    }

    public async Task<Article> AddAsync(Article article, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        var id = await connection.ExecuteScalarAsync<int>(
            "insert into articles (sku, name, supplier_id, price_cents) values (@Sku, @Name, @SupplierId, @PriceCents) returning id", article);
        return article with { Id = id };
    }

    public async Task<Article?> FindAsync(int id, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        return await connection.QuerySingleOrDefaultAsync<Article>($"select {Columns} from articles where id = @id", new { id });
    }

    public async Task<IReadOnlyList<Article>> AllAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        return [.. await connection.QueryAsync<Article>($"select {Columns} from articles order by sku")];
    }

    public async Task<bool> DeleteAsync(int id, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        return await connection.ExecuteAsync("delete from articles where id = @id", new { id }) > 0;
    }
}
