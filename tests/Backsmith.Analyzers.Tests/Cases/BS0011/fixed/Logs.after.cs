using Microsoft.AspNetCore.Mvc;

[ApiController]
public sealed class OrdersController(ILogger<OrdersController> logger) : ControllerBase
{
    [HttpGet]
    public IActionResult Get()
    {
        try
        {
            return Ok(System.IO.File.ReadAllText("a"));
        }
        catch (Exception ex)
        {
            logger.LogError(ex, "Unexpected failure in Get");
            return StatusCode(500, new { error = "An unexpected error occurred." });
        }
    }
}
