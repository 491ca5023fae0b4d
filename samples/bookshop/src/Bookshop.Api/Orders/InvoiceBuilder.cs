using Bookshop.Data;
using Bookshop.Data.Orders;
using Microsoft.EntityFrameworkCore;

namespace Bookshop.Api.Orders;

public sealed class InvoiceBuilder(BookshopContext context, OrderRepository orders)
{
    public async Task<Invoice?> BuildAsync(int orderId, CancellationToken cancellationToken)
    {
        var order = await orders.FindAsync(orderId, cancellationToken);
        if (order is null)
        {
            return null;
        }

        var lines = new List<InvoiceLine>(order.Lines.Count);
        foreach (var line in order.Lines)
        {
            var book = await context.Books.FirstAsync(b => b.Id == line.BookId, cancellationToken);
            lines.Add(new InvoiceLine(book.Title, line.Quantity, line.UnitPriceCents, line.Quantity * line.UnitPriceCents));
        }

        return new Invoice(order.Number, order.PlacedAt, lines, order.DueCents);
    }
}
