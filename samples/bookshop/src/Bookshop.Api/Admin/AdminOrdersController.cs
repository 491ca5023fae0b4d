using Bookshop.Api.Http;
using Bookshop.Api.Orders;
using Bookshop.Api.Payments;
using Bookshop.Data;
using Bookshop.Data.Orders;
using Bookshop.Data.Reporting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Bookshop.Api.Admin;

[ApiController]
[Authorize(Policy = Caller.StaffPolicy)]
[Route("api/admin/orders")]
public sealed class AdminOrdersController(
    BookshopContext context, OrderRepository orders, PaymentGateway gateway, AuditTrail audit) : ControllerBase
{
    [HttpGet("open")]
    public async Task<ActionResult<IReadOnlyList<OrderView>>> Open(CancellationToken cancellationToken)
    {
        var open = await orders.ByStatusAsync(OrderStatus.Paid, cancellationToken);
        return Ok(open.Select(OrderView.From).ToList());
    }

    /// <summary>Any customer's order: staff answer questions about all of them.</summary>
    [HttpGet("{id:int}")]
    public async Task<ActionResult<OrderView>> Get(int id, CancellationToken cancellationToken)
    {
        var order = await orders.FindAsync(id, cancellationToken);
        return order is null ? NotFound() : Ok(OrderView.From(order));
    }

    [HttpPost("{id:int}/ship")]
    public async Task<IActionResult> Ship(int id, CancellationToken cancellationToken)
    {
        var order = await orders.FindAsync(id, cancellationToken);
        if (order is null)
        {
            return NotFound();
        }

        if (!order.TryMoveTo(OrderStatus.Shipped))
        {
            return Conflict("Only a paid order can be shipped.");
        }

        return await SaveAsync(order, "ship", cancellationToken);
    }

    [HttpPost("{id:int}/refund")]
    public async Task<IActionResult> Refund(int id, CancellationToken cancellationToken)
    {
        var order = await orders.FindAsync(id, cancellationToken);
        if (order is null)
        {
            return NotFound();
        }

        var payment = await context.Payments.FirstOrDefaultAsync(p => p.OrderId == id, cancellationToken);
        if (payment is null || !order.TryMoveTo(OrderStatus.Refunded))
        {
            return Conflict("Only a paid order that was not shipped can be refunded.");
        }

        await gateway.RefundAsync(payment.Reference, cancellationToken);
        return await SaveAsync(order, "refund", cancellationToken);
    }

    private async Task<IActionResult> SaveAsync(Order order, string action, CancellationToken cancellationToken)
    {
        try
        {
            await context.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            return Conflict("Somebody else has just changed the order.");
        }

        await audit.RecordAsync(User.ActorName(), action, order.Number, cancellationToken);
        return NoContent();
    }
}
