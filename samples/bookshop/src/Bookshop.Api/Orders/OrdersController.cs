using Bookshop.Api.Http;
using Bookshop.Data.Orders;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Bookshop.Api.Orders;

[ApiController]
[Authorize]
[Route("api/orders")]
public sealed class OrdersController(
    OrderRepository orders,
    OrderPlacement placement,
    OrderHistory history,
    GiftCardLedger giftCards) : ControllerBase
{
    [HttpPost]
    public async Task<ActionResult<OrderView>> Place(PlaceOrderRequest request, CancellationToken cancellationToken)
    {
        var order = await placement.PlaceAsync(User.CustomerId(), request, cancellationToken);
        return CreatedAtAction(nameof(Get), new { id = order.Id }, OrderView.From(order));
    }

    [HttpGet]
    public async Task<ActionResult<IReadOnlyList<OrderView>>> Mine(CancellationToken cancellationToken) =>
        Ok(await history.ForCustomerAsync(User.CustomerId(), cancellationToken));

    [HttpGet("{id:int}")]
    public async Task<ActionResult<OrderView>> Get(int id, CancellationToken cancellationToken)
    {
        var order = await orders.FindAsync(id, cancellationToken);
        return order is null ? NotFound() : Ok(OrderView.From(order));
    }

    [HttpGet("{id:int}/titles")]
    public async Task<ActionResult<IReadOnlyList<string>>> Titles(int id, CancellationToken cancellationToken)
    {
        var order = await orders.FindForCustomerAsync(id, User.CustomerId(), cancellationToken);
        return order is null ? NotFound() : Ok(await history.TitlesAsync(order, cancellationToken));
    }

    [HttpPost("{id:int}/cancel")]
    public async Task<IActionResult> Cancel(int id, CancellationToken cancellationToken)
    {
        var order = await orders.FindAsync(id, cancellationToken);
        if (order is null || order.CustomerId != User.CustomerId())
        {
            return NotFound();
        }

        return await orders.ReleaseAsync(order, OrderStatus.Cancelled, cancellationToken)
            ? NoContent()
            : Conflict("The order cannot be cancelled any more.");
    }

    [HttpGet("gift-cards/{code}")]
    public async Task<ActionResult<GiftCardView>> GiftCard(string code, CancellationToken cancellationToken)
    {
        try
        {
            var balance = await giftCards.BalanceAsync(code, cancellationToken);
            return balance is null ? NotFound() : Ok(new GiftCardView(code, balance.Value));
        }
        catch (Exception ex)
        {
            return StatusCode(StatusCodes.Status500InternalServerError, new { error = ex.Message });
        }
    }
}
