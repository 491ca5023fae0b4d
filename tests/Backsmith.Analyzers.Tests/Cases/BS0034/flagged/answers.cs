// Controllers, endpoints and a middleware answer HTML with a client's value in it.
using System.Text;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc;

public sealed class PagesController : Controller
{
    [HttpGet]
    public IActionResult Hello(string name) => Content("<h1>Hello " + name + "</h1>", "text/html"); //! BS0034: 'name' of 'PagesController.Hello' comes from outside

    [HttpGet]
    public ContentResult Search(string term) => new() { Content = $"<p>Nothing found for {term}.</p>", ContentType = "text/html; charset=utf-8" }; //! BS0034

    [HttpGet]
    public IActionResult Built(string title)
    {
        var page = new StringBuilder("<title>");
        page.Append(title).Append("</title>");
        return Content(page.ToString(), "text/html", Encoding.UTF8); //! BS0034
    }

    [HttpGet]
    public IActionResult View(string note)
    {
        ViewData["Note"] = new HtmlString($"<em>{note}</em>"); //! BS0034: HtmlString
        return View();
    }

    public static void Map(WebApplication app)
    {
        app.MapGet("/hello", (string name) => Results.Content($"<h1>{name}</h1>", "text/html")); //! BS0034
        app.MapGet("/text", (HttpContext context) => Results.Text("<b>" + context.Request.Query["q"] + "</b>", contentType: "text/html")); //! BS0034
        app.Run(async context =>
        {
            context.Response.ContentType = "text/html";
            await context.Response.WriteAsync("<p>No page " + context.Request.Path.Value + "</p>"); //! BS0034
        });
    }
}
