// What is logged, rethrown or kept inside is not sent.
using Microsoft.AspNetCore.Mvc;

[ApiController]
public sealed class OrdersController(ILogger<OrdersController> logger) : ControllerBase
{
    private string? last;

    [HttpGet]
    public IActionResult Get()
    {
        try
        {
            return Ok(System.IO.File.ReadAllText("a"));
        }
        catch (IOException ex)
        {
            logger.LogError(ex, "Failed with {Reason}", ex.Message);
            last = ex.Message;
            Console.Error.WriteLine(ex.ToString() + last);
            return Problem("Reading failed.");
        }
        catch (Exception ex)
        {
            throw new InvalidOperationException("Failed: " + ex.Message, ex);
        }
    }
}
