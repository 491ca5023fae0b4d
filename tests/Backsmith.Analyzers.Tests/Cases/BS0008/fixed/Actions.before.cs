using Microsoft.AspNetCore.Mvc;

[ApiController]
public sealed class ParcelsController(HttpClient http) : ControllerBase
{
    [HttpGet("a")]
    public ActionResult<string> Get()
    {
        var text = http.GetStringAsync("/").Result;
        return text.Length == 0 ? NotFound() : text;
    }

    [HttpGet("b")]
    public IActionResult Length() => Ok(Measure("/").Trim());

    [HttpDelete("c")]
    public void Delete() => http.DeleteAsync("/").Wait();

    [HttpPost("d")]
    public Task<IActionResult> Post()
    {
        var text = http.GetStringAsync("/").Result;
        if (text.Length == 0)
            return Task.FromResult<IActionResult>(NotFound());
        return Task.FromResult<IActionResult>(Ok(text));
    }

    private string Measure(string path)
    {
        var text = http.GetStringAsync(path).GetAwaiter().GetResult();
        return text + text.Length;
    }
}
