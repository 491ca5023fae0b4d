// Types that the code itself names, and text that is only data of an object that is made.
using Microsoft.AspNetCore.Mvc;

public sealed class Note(string text)
{
    public string Text { get; } = text;
}

public sealed class NotesController : ControllerBase
{
    [HttpPost]
    public IActionResult Add(string text)
    {
        var type = Type.GetType("Note")!;
        return Ok(Activator.CreateInstance(type, text));
    }
}
