// The domain of an address, a piece of a text that is read, a number of tokens, and numbers of orders and accounts.
public sealed class Newsletter(ILogger<Newsletter> logger)
{
    public void Send(string email, string line, int token, long tokens, string orderNumber, string accountNumber, string cardLast4)
    {
        logger.LogInformation("Mail to {Domain}", email.Split('@')[1]);
        logger.LogInformation("Mail to {Domain}", email[(email.IndexOf('@') + 1)..]);
        logger.LogInformation("Mail to {Address}", email.Replace(email.Split('@')[0], "***"));
        foreach (var token2 in line.Split(' '))
        {
            logger.LogDebug("Word {Token}", token2);
        }

        logger.LogInformation("Token {Position} of {Tokens}", token, tokens);
        logger.LogInformation("Order {OrderNumber} of account {AccountNumber} with the card ending in {CardLast4}", orderNumber, accountNumber, cardLast4);
    }
}

public sealed class QueryParser(ILogger<QueryParser> logger)
{
    public void Expect(string token) => logger.LogDebug("Unexpected token {Token}", token);
}
