// Stripe's event is parsed and its signature left unread.
//? broken
using Microsoft.AspNetCore.Mvc;
using Stripe;

[ApiController]
[Route("stripe")]
public sealed class StripeController : ControllerBase
{
    [HttpPost]
    public async Task<IActionResult> Receive()
    {
        var json = await new StreamReader(Request.Body).ReadToEndAsync();
        var stripeEvent = EventUtility.ParseEvent(json); //! BS0019: ConstructEvent
        return Ok(stripeEvent.Type);
    }
}
