using Bookshop.Data;
using Bookshop.Data.Customers;
using Bookshop.Data.Messaging;
using Microsoft.EntityFrameworkCore;

namespace Bookshop.Api.Accounts;

public sealed class PasswordResetService(
    BookshopContext context,
    CustomerRepository customers,
    PasswordHashing passwords,
    ResetTokens tokens,
    TimeProvider time,
    ILogger<PasswordResetService> logger)
{
    private static readonly TimeSpan Validity = TimeSpan.FromHours(1);

    /// <summary>Puts a mail with a link into the outbox; says nothing about whether the address is known.</summary>
    public async Task RequestAsync(string email, CancellationToken cancellationToken)
    {
        var customer = await customers.FindByEmailAsync(email, cancellationToken);
        if (customer is null)
        {
            return;
        }

        var now = time.GetUtcNow().UtcDateTime;
        var token = tokens.Create();
        var link = $"https://bookshop.example/reset?token={token}";
        context.PasswordResets.Add(new PasswordReset
        {
            CustomerId = customer.Id,
            TokenDigest = tokens.Digest(token),
            ExpiresAt = now + Validity,
        });
        context.OutboxMessages.Add(new OutboxMessage
        {
            Recipient = customer.Email,
            Subject = "Choose a new password",
            Body = link,
            CreatedAt = now,
        });
        await context.SaveChangesAsync();
        logger.LogInformation("Reset link {Link} queued for customer {CustomerId}", link, customer.Id);
    }

    /// <returns>False when the token is unknown, used or too old.</returns>
    public async Task<bool> ResetAsync(ResetPasswordRequest request, CancellationToken cancellationToken)
    {
        var digest = tokens.Digest(request.Token);
        var now = time.GetUtcNow().UtcDateTime;
        var claimed = await context.PasswordResets
            .Where(r => r.TokenDigest == digest && r.UsedAt == null && r.ExpiresAt > now)
            .ExecuteUpdateAsync(set => set.SetProperty(r => r.UsedAt, now), cancellationToken);
        if (claimed == 0)
        {
            return false;
        }

        var customerId = await context.PasswordResets
            .Where(r => r.TokenDigest == digest)
            .Select(r => r.CustomerId)
            .SingleAsync(cancellationToken);
        var hash = passwords.Hash(request.NewPassword);
        await context.Customers
            .Where(c => c.Id == customerId)
            .ExecuteUpdateAsync(set => set.SetProperty(c => c.PasswordHash, hash), cancellationToken);
        logger.LogInformation("Customer {CustomerId} chose a new password", customerId);
        return true;
    }
}
