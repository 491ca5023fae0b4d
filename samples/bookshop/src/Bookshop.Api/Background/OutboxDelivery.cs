using Bookshop.Data;
using Bookshop.Data.Messaging;
using Microsoft.EntityFrameworkCore;

namespace Bookshop.Api.Background;

/// <summary>Sends what waits in the outbox; a mail that fails is tried again in a later round, five times at most.</summary>
public sealed class OutboxDelivery(
    BookshopContext context, IMailTransport transport, TimeProvider time, ILogger<OutboxDelivery> logger)
{
    private const int BatchSize = 50;
    private const int MaximumAttempts = 5;

    /// <returns>How many mails went out.</returns>
    public async Task<int> DeliverAsync(CancellationToken cancellationToken)
    {
        var waiting = await context.OutboxMessages
            .Where(m => m.SentAt == null && m.Attempts < MaximumAttempts)
            .OrderBy(m => m.Id)
            .Take(BatchSize)
            .ToListAsync(cancellationToken);
        var sent = 0;
        foreach (var message in waiting)
        {
            if (TrySend(message, cancellationToken))
            {
                message.SentAt = time.GetUtcNow().UtcDateTime;
                sent++;
            }
        }

        await context.SaveChangesAsync(cancellationToken);
        return sent;
    }

    private bool TrySend(OutboxMessage message, CancellationToken cancellationToken)
    {
        message.Attempts++;
        try
        {
            transport.SendAsync(message.Recipient, message.Subject, message.Body, cancellationToken).GetAwaiter().GetResult();
            return true;
        }
        catch (MailFailedException failure)
        {
            logger.LogWarning(failure, "Mail {MessageId} failed at attempt {Attempt}", message.Id, message.Attempts);
            return false;
        }
    }
}
