using Microsoft.AspNetCore.Mvc;

[ApiController]
public sealed class ParcelsController(HttpClient http) : ControllerBase
{
    [HttpGet("a")]
    public async Task<ActionResult<string>> Get()
    {
        var text = await http.GetStringAsync("/");
        return text.Length == 0 ? NotFound() : text;
    }

    [HttpGet("b")]
    public async Task<IActionResult> Length() => Ok((await MeasureAsync("/")).Trim());

    [HttpDelete("c")]
    public async Task Delete() => await http.DeleteAsync("/");

    [HttpPost("d")]
    public async Task<IActionResult> Post()
    {
        var text = await http.GetStringAsync("/");
        if (text.Length == 0)
            return NotFound();
        return Ok(text);
    }

    private async Task<string> MeasureAsync(string path)
    {
        var text = await http.GetStringAsync(path);
        return text + text.Length;
    }
}
