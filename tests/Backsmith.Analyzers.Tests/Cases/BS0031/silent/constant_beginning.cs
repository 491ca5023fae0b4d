// A constant host or path before the value, addresses of the application's own, and values that are no text.
using Microsoft.AspNetCore.Mvc;

public sealed class LinksController(IConfiguration configuration) : Controller
{
    private const string Shop = "https://shop.example/";

    [HttpGet]
    public IActionResult Segment(string slug) => Redirect("/books/" + slug);

    [HttpGet]
    public IActionResult Host(string slug) => Redirect($"{Shop}{slug}?from={slug}");

    [HttpGet]
    public IActionResult Configured(string slug) => Redirect($"{configuration["Front"]}/books/{slug}");

    [HttpGet]
    public IActionResult Formatted(string slug) => Redirect(string.Format("/books/{0}", slug));

    [HttpGet]
    public IActionResult Number(int id) => Redirect("~/orders/" + id);

    [HttpGet]
    public IActionResult Action(string slug) => Redirect(Url.Action("Segment", new { slug })!);

    [HttpGet]
    public IActionResult Secure() => Redirect("https://" + Request.Host + Request.Path + Request.QueryString);

    [HttpGet]
    public IActionResult Appended(string slug)
    {
        var address = "/books";
        address += "/" + slug;
        return Redirect(address);
    }

    [HttpGet]
    public IActionResult Chosen(string where) => Redirect(where == "help" ? "https://help.example" : "/");
}
