// SQL of one's own: SELECT, compute, UPDATE, with Dapper and with ADO.NET; and SELECT before INSERT.
using System.Data.Common;
using Dapper;

public sealed class Wallet
{
    public int Id { get; set; }
    public decimal Amount { get; set; }
}

public sealed class Wallets(DbConnection connection)
{
    public async Task<bool> PayAsync(int id, decimal price)
    {
        var amount = await connection.QuerySingleAsync<decimal>("SELECT amount FROM wallets WHERE id = @id", new { id });
        if (amount < price)
            return false;
        await connection.ExecuteAsync("UPDATE wallets SET amount = @rest WHERE id = @id", new { id, rest = amount - price }); //! BS0002: amount
        return true;
    }

    public async Task PayObjectAsync(int id, decimal price)
    {
        var wallet = await connection.QuerySingleAsync<Wallet>("SELECT * FROM wallets WHERE id = @id", new { id });
        wallet.Amount -= price; //! BS0002: Wallet.Amount
        await connection.ExecuteAsync("UPDATE wallets SET amount = @Amount WHERE id = @Id", wallet);
    }

    public async Task PayPlainAsync(int id, decimal price)
    {
        await using var read = connection.CreateCommand();
        read.CommandText = "SELECT amount FROM wallets WHERE id = @id";
        var amount = Convert.ToDecimal(await read.ExecuteScalarAsync());
        var rest = amount - price;
        await using var write = connection.CreateCommand();
        write.CommandText = "UPDATE wallets SET amount = @rest WHERE id = @id";
        Add(write, "@rest", rest); //! BS0002: amount
        Add(write, "@id", id);
        await write.ExecuteNonQueryAsync();
    }

    public async Task OpenAsync(string owner)
    {
        var count = await connection.ExecuteScalarAsync<int>("SELECT COUNT(*) FROM wallets WHERE owner = @owner", new { owner }); //! BS0002: wallets
        if (count > 0)
            throw new InvalidOperationException("has one");
        await connection.ExecuteAsync("INSERT INTO wallets (owner, amount) VALUES (@owner, 0)", new { owner });
    }

    public async Task<long> NumberAsync(string owner)
    {
        var number = await connection.ExecuteScalarAsync<long>("SELECT COALESCE(MAX(number), 0) + 1 FROM invoices"); //! BS0002: invoices
        await connection.ExecuteAsync("INSERT INTO invoices (number, owner) VALUES (@number, @owner)", new { number, owner });
        return number;
    }

    private static void Add(DbCommand command, string name, object value)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = name;
        parameter.Value = value;
        command.Parameters.Add(parameter);
    }
}
