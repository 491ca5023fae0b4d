// What the reader of the caller's own JSON or number says about it.
using System.Text.Json;
using Microsoft.AspNetCore.Mvc;

[ApiController]
public sealed class ImportController : ControllerBase
{
    [HttpPost]
    public IActionResult Post(string text)
    {
        try
        {
            return Ok(JsonSerializer.Deserialize<int[]>(text));
        }
        catch (JsonException ex)
        {
            return BadRequest(ex.Message);
        }
        catch (FormatException ex)
        {
            return BadRequest(ex.Message);
        }
    }
}
