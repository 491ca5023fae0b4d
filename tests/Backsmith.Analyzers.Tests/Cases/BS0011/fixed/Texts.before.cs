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
            return Problem($"Reading failed: {ex.Message}");
        }
        catch (Exception ex)
        {
            Console.Error.WriteLine(ex);
            return StatusCode(500, new { error = ex.InnerException?.Message ?? ex.Message, trace = ex.StackTrace, status = 500 });
        }
    }
}
