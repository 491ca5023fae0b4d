using System.Collections.Concurrent;

namespace Helpdesk.Customers;

public sealed record Customer(int Id, string Name, string Email);

public sealed class CustomerStore
{
    private readonly ConcurrentDictionary<int, Customer> _customers = new();
    private readonly ConcurrentDictionary<string, int> _emails = new(StringComparer.OrdinalIgnoreCase);
    private int _lastId;

    /// <summary>Null when the address is taken.</summary>
    public Customer? Add(string name, string email)
    {
        var id = Interlocked.Increment(ref _lastId);
        if (!_emails.TryAdd(email, id))
        {
            return null;
        }

        return _customers[id] = new(id, name, email);
    }

    public Customer? Find(int id) => _customers.GetValueOrDefault(id);

    public IReadOnlyList<Customer> All() => [.. _customers.Values.OrderBy(customer => customer.Id)];
}
