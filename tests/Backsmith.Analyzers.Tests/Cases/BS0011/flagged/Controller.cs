// Messages, traces and whole exceptions in the results of a controller.
using Microsoft.AspNetCore.Mvc;

[ApiController]
public sealed class OrdersController(Store store, ILogger<OrdersController> logger) : ControllerBase
{
    [HttpGet]
    public IActionResult Get()
    {
        try
        {
            return Ok(store.Read());
        }
        catch (Exception ex)
        {
            return StatusCode(500, new { error = ex.Message, trace = ex.StackTrace }); //! BS0011, BS0011: 'ex.Message' goes to the client
        }
    }

    [HttpPost]
    public ActionResult<string> Post()
    {
        try
        {
            return store.Read();
        }
        catch (IOException ex)
        {
            logger.LogError(ex, "Failed");
            var text = $"Failed: {ex.Message}"; //! BS0011
            return BadRequest(text);
        }
        catch (Exception ex)
        {
            return BadRequest(ex); //! BS0011: The whole 'ex'
        }
    }

    [HttpPut]
    public ActionResult<Answer> Put()
    {
        try
        {
            return new Answer(true, store.Read());
        }
        catch (Exception ex)
        {
            return new Answer(false, ex.InnerException?.Message ?? ex.Message); //! BS0011, BS0011
        }
    }
}

public sealed record Answer(bool Done, string Text);

public sealed class Store
{
    public string Read() => File.ReadAllText("orders");
}
