// A table from words to types, names of the application's own, and a type that is asked what it is.
using System.Text.Json;
using Microsoft.AspNetCore.Mvc;

public sealed record Invoice(int Id);

public sealed class ImportController(IConfiguration configuration) : ControllerBase
{
    private static readonly Dictionary<string, Type> Types = new() { ["invoice"] = typeof(Invoice) };

    [HttpPost("{kind}")]
    public IActionResult Import(string kind, [FromBody] string json) => Types.TryGetValue(kind, out var type) ? Ok(JsonSerializer.Deserialize(json, type)) : NotFound();

    [HttpGet("own")]
    public Type? Own() => Type.GetType(configuration["Handler"]!);

    [HttpGet("kind")]
    public string Kind(string value) => value.GetType().Name;

    [HttpGet("known")]
    public Type? Known(string name) => name is "Invoice" or "Order" ? Type.GetType("Shop." + name) : null;
}
