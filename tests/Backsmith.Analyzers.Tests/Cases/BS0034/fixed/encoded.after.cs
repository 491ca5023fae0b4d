// The value stands in the markup.
using Microsoft.AspNetCore.Mvc;
using System.Text.Encodings.Web;

public sealed class PagesController : Controller
{
    [HttpGet]
    public IActionResult Hello(string name) => Content("<h1>Hello " + HtmlEncoder.Default.Encode(name) + "</h1>", "text/html");

    [HttpGet]
    public ContentResult Search(Query query) => new() { Content = $"<p>Nothing for {HtmlEncoder.Default.Encode(query.Term)}.</p>", ContentType = "text/html" };

    [HttpGet]
    public IActionResult Whole(string html) => Content(html, "text/html");
}

public sealed record Query(string Term);
