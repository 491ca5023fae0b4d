// The host is compared with known ones before the call, in place or by a method that throws.
using Microsoft.AspNetCore.Mvc;

public sealed class FetchController(HttpClient client) : ControllerBase
{
    private static readonly string[] Hosts = ["a.example", "b.example"];
    private static readonly Dictionary<string, string> Feeds = new() { ["news"] = "https://a.example/news" };

    [HttpGet("a")]
    public async Task<IActionResult> Known(string url)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri) || !Hosts.Contains(uri.Host))
            return BadRequest();
        return Ok(await client.GetStringAsync(uri));
    }

    [HttpGet("b")]
    public async Task<string> Thrown(string url)
    {
        EnsureKnown(url);
        return await client.GetStringAsync(url);
    }

    [HttpGet("c")]
    public Task<string> Chosen(string feed) => client.GetStringAsync(Feeds[feed]);

    [HttpGet("d")]
    public async Task<string> Checked(string url)
    {
        var target = new Uri(url);
        if (target.Host is not ("a.example" or "b.example"))
            throw new ArgumentException("Unknown host.");
        return await client.GetStringAsync(target);
    }

    private static void EnsureKnown(string url)
    {
        if (new Uri(url).Host != "a.example")
            throw new ArgumentException("Unknown host.");
    }
}
