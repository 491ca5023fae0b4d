using Microsoft.EntityFrameworkCore;

namespace Bookshop.Data.Orders;

public sealed class OrderRepository(BookshopContext context)
{
    public Task<Order?> FindAsync(int id, CancellationToken cancellationToken) =>
        context.Orders.Include(o => o.Lines).FirstOrDefaultAsync(o => o.Id == id, cancellationToken);

    public Task<Order?> FindForCustomerAsync(int id, int customerId, CancellationToken cancellationToken) =>
        context.Orders.Include(o => o.Lines)
            .FirstOrDefaultAsync(o => o.Id == id && o.CustomerId == customerId, cancellationToken);

    public async Task<IReadOnlyList<Order>> RecentForCustomerAsync(
        int customerId, int count, CancellationToken cancellationToken)
    {
        return await context.Orders.AsNoTracking()
            .Where(o => o.CustomerId == customerId)
            .OrderByDescending(o => o.Id)
            .Take(count)
            .ToListAsync(cancellationToken);
    }

    public async Task<IReadOnlyList<OrderLine>> LinesAsync(int orderId, CancellationToken cancellationToken) =>
        await context.OrderLines.AsNoTracking().Where(l => l.OrderId == orderId).ToListAsync(cancellationToken);

    public async Task<IReadOnlyList<Order>> ByStatusAsync(OrderStatus status, CancellationToken cancellationToken)
    {
        return await context.Orders.AsNoTracking()
            .Where(o => o.Status == status)
            .OrderBy(o => o.PlacedAt)
            .ToListAsync(cancellationToken);
    }

    /// <summary>Orders that wait for money since before the moment, oldest first.</summary>
    public async Task<IReadOnlyList<Order>> OverdueAsync(
        DateTime placedBefore, int count, CancellationToken cancellationToken)
    {
        return await context.Orders
            .Where(o => o.Status == OrderStatus.Placed && o.PlacedAt < placedBefore)
            .OrderBy(o => o.PlacedAt)
            .Take(count)
            .ToListAsync(cancellationToken);
    }

    /// <summary>Closes an unpaid order and puts its copies back, both or neither.</summary>
    /// <returns>False when the order has moved on meanwhile.</returns>
    public async Task<bool> ReleaseAsync(Order order, OrderStatus status, CancellationToken cancellationToken)
    {
        if (!order.TryMoveTo(status))
        {
            return false;
        }

        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        try
        {
            await context.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            return false;
        }

        await context.Database.ExecuteSqlAsync(
            $"""
            UPDATE Books
            SET Stock = Stock + (SELECT SUM(Quantity) FROM OrderLines WHERE OrderId = {order.Id} AND BookId = Books.Id)
            WHERE Id IN (SELECT BookId FROM OrderLines WHERE OrderId = {order.Id})
            """,
            cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }
}
