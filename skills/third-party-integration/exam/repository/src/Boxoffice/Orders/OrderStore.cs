using System.Collections.Concurrent;

namespace Boxoffice.Orders;

public enum OrderStatus
{
    Open,
    Paid,
}

public sealed record Order(int Id, long Amount, string Currency, OrderStatus Status);

public sealed class OrderStore
{
    private readonly ConcurrentDictionary<int, Order> _orders = new();
    private int _lastId;

    public Order Add(long amount, string currency)
    {
        var id = Interlocked.Increment(ref _lastId);
        return _orders[id] = new(id, amount, currency, OrderStatus.Open);
    }

    public Order? Find(int id) => _orders.GetValueOrDefault(id);

    public void Save(Order order) => _orders[order.Id] = order;
}
