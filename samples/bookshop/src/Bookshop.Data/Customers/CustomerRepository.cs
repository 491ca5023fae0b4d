using Microsoft.EntityFrameworkCore;

namespace Bookshop.Data.Customers;

public sealed class CustomerRepository(BookshopContext context)
{
    public Task<Customer?> FindAsync(int id, CancellationToken cancellationToken) =>
        context.Customers.FirstOrDefaultAsync(c => c.Id == id, cancellationToken);

    public Task<Customer?> FindByEmailAsync(string email, CancellationToken cancellationToken)
    {
        var normalised = Normalise(email);
        return context.Customers.FirstOrDefaultAsync(c => c.Email == normalised, cancellationToken);
    }

    public Task<bool> EmailIsTakenAsync(string email, CancellationToken cancellationToken)
    {
        var normalised = Normalise(email);
        return context.Customers.AnyAsync(c => c.Email == normalised, cancellationToken);
    }

    public async Task AddAsync(Customer customer, CancellationToken cancellationToken)
    {
        customer.Email = Normalise(customer.Email);
        context.Customers.Add(customer);
        await context.SaveChangesAsync(cancellationToken);
    }

    public Task SaveAsync(CancellationToken cancellationToken) => context.SaveChangesAsync(cancellationToken);

    /// <summary>Counts a failed attempt in the database, so that parallel attempts all count.</summary>
    public Task RecordFailureAsync(int id, DateTime lockUntil, CancellationToken cancellationToken) =>
        context.Customers
            .Where(c => c.Id == id)
            .ExecuteUpdateAsync(
                set => set
                    .SetProperty(c => c.FailedSignIns, c => c.FailedSignIns + 1)
                    .SetProperty(c => c.LockedUntil, c => c.FailedSignIns >= 9 ? lockUntil : c.LockedUntil),
                cancellationToken);

    public Task ClearFailuresAsync(int id, CancellationToken cancellationToken) =>
        context.Customers
            .Where(c => c.Id == id)
            .ExecuteUpdateAsync(
                set => set.SetProperty(c => c.FailedSignIns, 0).SetProperty(c => c.LockedUntil, (DateTime?)null),
                cancellationToken);

    private static string Normalise(string email) => email.Trim().ToLowerInvariant();
}
