// Messages of the application's own exceptions, and of those that it throws to tell the caller what is wrong.
using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;

public sealed class OrderRejectedException(string message) : Exception(message);

[ApiController]
public sealed class OrdersController : ControllerBase
{
    [HttpPost]
    public IActionResult Post(int quantity)
    {
        try
        {
            return Ok(quantity > 0 ? quantity : throw new OrderRejectedException("Order at least one."));
        }
        catch (OrderRejectedException rejection)
        {
            return UnprocessableEntity(rejection.Message);
        }
        catch (ValidationException invalid)
        {
            return BadRequest(new { error = invalid.Message });
        }
        catch (ArgumentException argument)
        {
            return BadRequest(argument.Message);
        }
    }
}
