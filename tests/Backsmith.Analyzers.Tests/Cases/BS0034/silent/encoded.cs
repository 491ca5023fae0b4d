// Values that are encoded, that are no text, or that are answered as something else than HTML.
using System.Net;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc;

public sealed class PagesController(HtmlEncoder encoder) : Controller
{
    [HttpGet]
    public IActionResult Hello(string name) => Content("<h1>Hello " + HtmlEncoder.Default.Encode(name) + "</h1>", "text/html");

    [HttpGet]
    public IActionResult Injected(string name) => Content($"<h1>{encoder.Encode(name)}</h1>", "text/html");

    [HttpGet]
    public IActionResult Web(string name)
    {
        var shown = WebUtility.HtmlEncode(name.Trim());
        return Content($"<h1>{shown}</h1>", "text/html");
    }

    [HttpGet]
    public IActionResult Number(int page, Guid id) => Content($"<a href='/p/{page}'>{id}</a>", "text/html");

    [HttpGet]
    public IActionResult Plain(string name) => Content("Hello " + name, "text/plain");

    [HttpGet]
    public IActionResult Untyped(string name) => Content("Hello " + name);

    [HttpGet]
    public HtmlString Data(string name) => new("<script>const data = " + JsonSerializer.Serialize(new { name }) + ";</script>");

    public static void Map(WebApplication app)
    {
        app.MapGet("/json", (string name) => Results.Text("{\"name\":\"" + name + "\"}", "application/json"));
        app.MapGet("/plain", async (HttpContext context, string name) => await context.Response.WriteAsync("Hello " + name));
        app.MapGet("/link", (string name) => Results.Content("<a href='/" + Uri.EscapeDataString(name) + "'>go</a>", "text/html"));
    }
}
