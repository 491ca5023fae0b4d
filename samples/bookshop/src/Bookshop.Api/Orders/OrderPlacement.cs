using Bookshop.Api.Shipping;
using Bookshop.Data;
using Bookshop.Data.Catalogue;
using Bookshop.Data.Customers;
using Bookshop.Data.Orders;
using Microsoft.EntityFrameworkCore;

namespace Bookshop.Api.Orders;

public sealed class OrderPlacement(
    BookshopContext context,
    BookRepository catalogue,
    GiftCardLedger giftCards,
    ShippingQuotes shipping,
    TimeProvider time,
    ILogger<OrderPlacement> logger)
{
    private const int MaximumLines = 50;
    private const int MaximumQuantity = 99;

    public async Task<Order> PlaceAsync(
        int customerId, PlaceOrderRequest request, CancellationToken cancellationToken)
    {
        Check(request);
        var address = await AddressAsync(request.AddressId, customerId, cancellationToken);
        var ids = request.Lines.Select(l => l.BookId).ToHashSet();
        var books = await catalogue.ByIdsAsync(ids, cancellationToken);
        var now = time.GetUtcNow().UtcDateTime;
        var order = new Order
        {
            Number = $"B{now:yyyyMMdd}-{Guid.NewGuid().ToString("N")[..10]}",
            CustomerId = customerId,
            AddressId = address.Id,
            PlacedAt = now,
        };

        var grams = 0;
        foreach (var line in request.Lines)
        {
            if (!books.TryGetValue(line.BookId, out var book) || book.IsDiscontinued)
            {
                throw new OrderRejectedException($"Book {line.BookId} is not on sale.");
            }

            if (book.Stock < line.Quantity)
            {
                throw new OrderRejectedException($"There are only {book.Stock} copies of \"{book.Title}\".");
            }

            book.Stock -= line.Quantity;
            grams += book.WeightGrams * line.Quantity;
            order.GoodsCents += book.PriceCents * line.Quantity;
            order.Lines.Add(new OrderLine
            {
                BookId = book.Id,
                Quantity = line.Quantity,
                UnitPriceCents = book.PriceCents,
            });
        }

        order.ShippingCents = shipping.QuoteCents(address.Country, grams, order.GoodsCents)
            ?? throw new OrderRejectedException($"We do not deliver to {address.Country}.");
        context.Orders.Add(order);
        await context.SaveChangesAsync(cancellationToken);

        if (!string.IsNullOrEmpty(request.GiftCardCode))
        {
            order.GiftCardCents = await giftCards.RedeemAsync(
                request.GiftCardCode, order.GoodsCents + order.ShippingCents, now, cancellationToken);
            await context.SaveChangesAsync(cancellationToken);
        }

        logger.LogInformation(
            "Order {OrderNumber} of customer {CustomerId} placed over {DueCents} cents",
            order.Number,
            customerId,
            order.DueCents);
        return order;
    }

    private static void Check(PlaceOrderRequest request)
    {
        if (request.Lines is not { Count: > 0 and <= MaximumLines })
        {
            throw new OrderRejectedException($"An order has one to {MaximumLines} lines.");
        }

        if (request.Lines.Any(l => l.Quantity is < 1 or > MaximumQuantity))
        {
            throw new OrderRejectedException($"A line has a quantity of one to {MaximumQuantity}.");
        }

        if (request.Lines.DistinctBy(l => l.BookId).Count() != request.Lines.Count)
        {
            throw new OrderRejectedException("A book stands in one line only.");
        }
    }

    private async Task<Address> AddressAsync(int id, int customerId, CancellationToken cancellationToken) =>
        await context.Addresses.FirstOrDefaultAsync(a => a.Id == id && a.CustomerId == customerId, cancellationToken)
        ?? throw new OrderRejectedException("Choose one of your own addresses.");
}
