using Bookshop.Data.Catalogue;
using Bookshop.Data.Orders;

namespace Bookshop.Api.Orders;

/// <summary>What a customer sees of earlier orders.</summary>
public sealed class OrderHistory(OrderRepository orders, BookRepository books)
{
    private const int Length = 50;

    public async Task<IReadOnlyList<OrderView>> ForCustomerAsync(int customerId, CancellationToken cancellationToken)
    {
        var views = new List<OrderView>();
        foreach (var order in await orders.RecentForCustomerAsync(customerId, Length, cancellationToken))
        {
            var lines = await orders.LinesAsync(order.Id, cancellationToken);
            views.Add(OrderView.From(order, lines));
        }

        return views;
    }

    /// <summary>The titles a customer has bought, each once, newest order first.</summary>
    public async Task<IReadOnlyList<string>> TitlesAsync(Order order, CancellationToken cancellationToken)
    {
        var ids = order.Lines.Select(l => l.BookId).ToHashSet();
        var found = await books.ByIdsAsync(ids, cancellationToken);
        return [.. order.Lines.Where(l => found.ContainsKey(l.BookId)).Select(l => found[l.BookId].Title)];
    }
}
