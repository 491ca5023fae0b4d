// Stripe's event is checked before it is read.
//? broken
using Microsoft.AspNetCore.Mvc;
using Stripe;

[ApiController]
[Route("stripe/webhook")]
public sealed class StripeController(Orders orders, string secret) : ControllerBase
{
    [HttpPost]
    public async Task<IActionResult> Receive()
    {
        var json = await new StreamReader(Request.Body).ReadToEndAsync();
        var stripeEvent = EventUtility.ConstructEvent(json, Request.Headers["Stripe-Signature"], secret);
        await orders.SaveAsync(stripeEvent.Id);
        return Ok();
    }

    [HttpPost("again")]
    public IActionResult Again(string json)
    {
        EventUtility.ValidateSignature(json, Request.Headers["Stripe-Signature"], secret);
        return Ok(EventUtility.ParseEvent(json).Id);
    }
}
