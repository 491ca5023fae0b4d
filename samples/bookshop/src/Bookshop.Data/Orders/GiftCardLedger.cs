using Bookshop.Data.Reporting;
using Dapper;

namespace Bookshop.Data.Orders;

public sealed class GiftCardLedger(SqlConnections connections)
{
    public async Task<int?> BalanceAsync(string code, CancellationToken cancellationToken)
    {
        await using var connection = await connections.OpenAsync(cancellationToken);
        return await connection.QuerySingleOrDefaultAsync<int?>(new CommandDefinition(
            "SELECT BalanceCents FROM GiftCards WHERE Code = @code", new { code }, cancellationToken: cancellationToken));
    }

    /// <summary>Takes what the card can give, up to the amount.</summary>
    /// <returns>The cents taken; zero when the card is unknown, empty or out of date.</returns>
    public async Task<int> RedeemAsync(
        string code, int amountCents, DateTime now, CancellationToken cancellationToken)
    {
        await using var connection = await connections.OpenAsync(cancellationToken);
        var balance = await connection.QuerySingleOrDefaultAsync<int?>(new CommandDefinition(
            "SELECT BalanceCents FROM GiftCards WHERE Code = @code AND ExpiresAt > @now",
            new { code, now },
            cancellationToken: cancellationToken));
        if (balance is null or <= 0)
        {
            return 0;
        }

        var taken = Math.Min(balance.Value, amountCents);
        await connection.ExecuteAsync(new CommandDefinition(
            "UPDATE GiftCards SET BalanceCents = @left WHERE Code = @code",
            new { code, left = balance.Value - taken },
            cancellationToken: cancellationToken));
        return taken;
    }

    /// <summary>Gives cents back to a card in one statement.</summary>
    public async Task CreditAsync(string code, int amountCents, CancellationToken cancellationToken)
    {
        await using var connection = await connections.OpenAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(
            "UPDATE GiftCards SET BalanceCents = BalanceCents + @amountCents WHERE Code = @code",
            new { code, amountCents },
            cancellationToken: cancellationToken));
    }
}
