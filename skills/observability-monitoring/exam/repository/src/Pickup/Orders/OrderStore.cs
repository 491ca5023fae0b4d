using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace Pickup.Orders;

public sealed record Order(Guid Id, string Email, string Article, int Quantity, string Code, DateTimeOffset PlacedAt, DateTimeOffset? CollectedAt);

public sealed class OrderStore(TimeProvider time)
{
    private readonly ConcurrentDictionary<Guid, Order> _orders = new();

    public Order Add(string email, string article, int quantity)
    {
        var order = new Order(Guid.NewGuid(), email, article, quantity, RandomNumberGenerator.GetHexString(8), time.GetUtcNow(), null);
        return _orders[order.Id] = order;
    }

    public Order? Find(Guid id) => _orders.GetValueOrDefault(id);

    public bool Collect(Order order) => _orders.TryUpdate(order.Id, order with { CollectedAt = time.GetUtcNow() }, order);
}
