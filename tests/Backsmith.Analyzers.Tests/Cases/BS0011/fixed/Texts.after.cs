using Microsoft.AspNetCore.Mvc;

[ApiController]
public sealed class OrdersController : ControllerBase
{
    [HttpGet]
    public IActionResult Get()
    {
        try
        {
            return Ok(System.IO.File.ReadAllText("a"));
        }
        catch (IOException ex)
        {
            HttpContext.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger("OrdersController").LogError(ex, "Unexpected failure in Get");
            return Problem("An unexpected error occurred.");
        }
        catch (Exception ex)
        {
            Console.Error.WriteLine(ex);
            return StatusCode(500, new { error = "An unexpected error occurred.", status = 500 });
        }
    }
}
