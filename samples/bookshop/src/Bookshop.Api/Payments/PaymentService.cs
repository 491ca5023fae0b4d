using Bookshop.Api.Orders;
using Bookshop.Data;
using Bookshop.Data.Orders;
using Microsoft.EntityFrameworkCore;

namespace Bookshop.Api.Payments;

public sealed class PaymentService(
    BookshopContext context,
    OrderRepository orders,
    PaymentGateway gateway,
    TimeProvider time,
    ILogger<PaymentService> logger)
{
    /// <returns>Null when the customer has no such order.</returns>
    public async Task<PaymentView?> PayAsync(
        int orderId, int customerId, CardPayment card, CancellationToken cancellationToken)
    {
        var order = await orders.FindForCustomerAsync(orderId, customerId, cancellationToken);
        if (order is null)
        {
            return null;
        }

        if (!order.TryMoveTo(OrderStatus.Paid))
        {
            throw new OrderRejectedException($"Order {order.Number} cannot be paid any more.");
        }

        logger.LogInformation("Charging order {OrderNumber}: {Charge}", order.Number, Describe(order, card));
        var answer = await gateway.ChargeAsync(order.Number, order.DueCents, card, cancellationToken);
        var payment = new Payment
        {
            OrderId = order.Id,
            Reference = answer.Reference,
            AmountCents = order.DueCents,
            IsSettled = answer.Status == "settled",
            CreatedAt = time.GetUtcNow().UtcDateTime,
        };
        context.Payments.Add(payment);
        try
        {
            await context.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            throw new OrderRejectedException($"Order {order.Number} has just changed; look at it before you pay again.");
        }

        logger.LogInformation(
            "Order {OrderNumber} paid with the card ending in {LastDigits}", order.Number, LastDigits(card));
        return new PaymentView(payment.Reference, payment.AmountCents, payment.IsSettled);
    }

    /// <summary>Takes in an event of the provider.</summary>
    /// <returns>False when the event has been seen before.</returns>
    public async Task<bool> ApplyAsync(WebhookEvent received, CancellationToken cancellationToken)
    {
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        context.WebhookDeliveries.Add(new WebhookDelivery
        {
            EventId = received.EventId,
            ReceivedAt = time.GetUtcNow().UtcDateTime,
        });
        try
        {
            await context.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException exception) when (exception.IsUniqueViolation())
        {
            return false;
        }

        if (received.Type == "charge.settled")
        {
            await context.Payments
                .Where(p => p.Reference == received.Reference)
                .ExecuteUpdateAsync(set => set.SetProperty(p => p.IsSettled, true), cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    private static string Describe(Order order, CardPayment card) =>
        $"{order.DueCents} cents from {card.Holder}, card {card.CardNumber}, valid until {card.Expiry}";

    private static string LastDigits(CardPayment card) => card.CardNumber[^4..];
}
