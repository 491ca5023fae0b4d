// Markup of the application's own: constants, templates, choices of a closed list, and a cleaner's output.
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc;

public interface IHtmlSanitizer
{
    string Sanitize(string html);
}

public sealed class PagesController(IConfiguration configuration, IHtmlSanitizer sanitizer) : Controller
{
    private static readonly HashSet<string> Themes = ["dark", "light"];

    [HttpGet]
    public IActionResult Home() => Content("<h1>" + configuration["Title"] + "</h1>", "text/html");

    [HttpGet]
    public IActionResult Theme(string theme)
    {
        if (!Themes.Contains(theme))
            theme = "light";
        return Content($"<body class='{theme}'></body>", "text/html");
    }

    [HttpGet]
    public HtmlString Cleaned(string html) => new(sanitizer.Sanitize(html));

    [HttpGet]
    public IActionResult Language(string language) => Content(language == "de" ? "<p>Hallo</p>" : "<p>Hello</p>", "text/html");
}
