// A Message that is no exception's.
using Microsoft.AspNetCore.Mvc;

public sealed record Failure(string Message);

[ApiController]
public sealed class OrdersController : ControllerBase
{
    [HttpGet]
    public IActionResult Get([FromServices] Failure failure) => BadRequest(failure.Message + failure);
}
