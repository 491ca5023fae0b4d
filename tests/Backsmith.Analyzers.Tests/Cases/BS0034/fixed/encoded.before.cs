// The value stands in the markup.
using Microsoft.AspNetCore.Mvc;

public sealed class PagesController : Controller
{
    [HttpGet]
    public IActionResult Hello(string name) => Content("<h1>Hello " + name + "</h1>", "text/html");

    [HttpGet]
    public ContentResult Search(Query query) => new() { Content = $"<p>Nothing for {query.Term}.</p>", ContentType = "text/html" };

    [HttpGet]
    public IActionResult Whole(string html) => Content(html, "text/html");
}

public sealed record Query(string Term);
