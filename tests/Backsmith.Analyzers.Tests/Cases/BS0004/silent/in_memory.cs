// Nothing is stored: enums, constant lists, dictionaries, queries over a list, an HTTP client's answer.
using System.Collections.Concurrent;
using Microsoft.AspNetCore.Mvc;

public enum Colour
{
    Red,
    Green,
}

[ApiController]
[Route("paints")]
public sealed class PaintsController(PaintShelf shelf, HttpClient http) : ControllerBase
{
    private static readonly List<string> Finishes = ["matt", "gloss"];

    [HttpGet("colours")]
    public IEnumerable<Colour> Colours() => Enum.GetValues<Colour>();

    [HttpGet("finishes")]
    public IActionResult All() => Ok(Finishes.Where(f => f.Length > 3).ToList());

    [HttpGet("shelf")]
    public ActionResult<List<string>> Shelf() => shelf.All().OrderBy(p => p).ToList();

    [HttpGet("queryable")]
    public IActionResult Queryable() => Ok(shelf.Paints.Where(p => p != "").ToList());

    [HttpGet("remote")]
    public async Task<List<string>?> Remote() => await http.GetFromJsonAsync<List<string>>("https://paints.example/all");
}

public sealed class PaintShelf
{
    private readonly ConcurrentDictionary<string, string> _paints = new();

    public IQueryable<string> Paints => _paints.Values.AsQueryable();

    public IEnumerable<string> All() => _paints.Values;
}
