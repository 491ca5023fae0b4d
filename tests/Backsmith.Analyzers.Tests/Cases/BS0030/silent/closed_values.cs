// Numbers, identifiers, enums, names of a closed list, and names without the characters that a file name may not hold.
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Mvc;

public enum Kind { Daily, Weekly }

[ApiController]
public sealed class ClosedController : ControllerBase
{
    private static readonly HashSet<string> Known = ["terms", "privacy"];
    private static readonly Dictionary<string, string> Files = new() { ["terms"] = "terms.html" };

    [HttpGet("a")]
    public string ById(Guid id, int year, Kind kind) => System.IO.File.ReadAllText($"/srv/{kind}/{year}/{id}.txt");

    [HttpGet("b")]
    public IActionResult Listed(string name)
    {
        if (!Known.Contains(name))
            return NotFound();
        return PhysicalFile(Path.Combine("/srv", name + ".html"), "text/html");
    }

    [HttpGet("c")]
    public IActionResult LookedUp(string name) => Files.TryGetValue(name, out var file) ? PhysicalFile("/srv/" + file, "text/html") : NotFound();

    [HttpGet("d")]
    public string Switched(string name) => System.IO.File.ReadAllText(name switch { "a" => "/srv/a.txt", _ => "/srv/b.txt" });

    [HttpGet("e")]
    public string Cleaned(string name) => System.IO.File.ReadAllText(Path.Combine("/srv", Clean(name)));

    [HttpGet("f")]
    public string Filtered(string name) => System.IO.File.ReadAllText(Path.Combine("/srv", Regex.Replace(name, "[^a-z0-9]", "")));

    [HttpGet("g")]
    public string Letters(string name) => System.IO.File.ReadAllText(Path.Combine("/srv", new string(name.Where(char.IsLetterOrDigit).ToArray())));

    [HttpGet("h")]
    public string Joined(string name) => System.IO.File.ReadAllText(Path.Combine("/srv", string.Join("_", name.Split(Path.GetInvalidFileNameChars()))));

    [HttpPost("i")]
    public void Written(string text) => System.IO.File.WriteAllText("/srv/note.txt", text);

    private static string Clean(string name)
    {
        foreach (var character in Path.GetInvalidFileNameChars())
            name = name.Replace(character, '_');
        return name;
    }
}
