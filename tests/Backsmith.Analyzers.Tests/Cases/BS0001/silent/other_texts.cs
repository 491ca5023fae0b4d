// Texts that no database runs: a log line, a web search, an in-memory query, a command of the application's own.
using Microsoft.AspNetCore.Mvc;

public sealed class SearchCommand(string text)
{
    public string Text { get; } = text;
}

public sealed class Console
{
    public string CommandText { get; set; } = "";
}

public sealed class SearchController(HttpClient client, ILogger<SearchController> logger) : ControllerBase
{
    [HttpGet]
    public async Task<IActionResult> Search(string q)
    {
        logger.LogInformation("select {Query}", q);
        var command = new SearchCommand("SELECT " + q);
        var console = new Console { CommandText = "SELECT " + q };
        return Ok(await client.GetStringAsync("/search?q=" + Uri.EscapeDataString(command.Text + console.CommandText)));
    }
}
