// The last part of the name alone, the extension alone, or a full path that is compared with the folder before it is used.
using Microsoft.AspNetCore.Mvc;

[ApiController]
public sealed class SafeController(IWebHostEnvironment environment) : ControllerBase
{
    private readonly string root = Path.Combine(environment.ContentRootPath, "files");

    [HttpGet("a")]
    public string LastPart(string name) => System.IO.File.ReadAllText(Path.Combine(root, Path.GetFileName(name)));

    [HttpPost("b")]
    public async Task Extension(IFormFile file)
    {
        var target = Path.Combine(root, Guid.NewGuid().ToString("N") + Path.GetExtension(file.FileName));
        await using var stream = System.IO.File.Create(target);
        await file.CopyToAsync(stream);
    }

    [HttpGet("c")]
    public IActionResult Compared(string name)
    {
        var full = Path.GetFullPath(Path.Combine(root, name));
        if (!full.StartsWith(root + Path.DirectorySeparatorChar, StringComparison.Ordinal))
            return BadRequest();
        return PhysicalFile(full, "text/plain");
    }

    [HttpGet("d")]
    public IActionResult ComparedUnderAnotherName(string name)
    {
        var path = Path.Combine(root, name);
        var full = Path.GetFullPath(path);
        if (full.StartsWith(root, StringComparison.Ordinal))
        {
            return PhysicalFile(path, "text/plain");
        }

        return NotFound();
    }

    [HttpGet("e")]
    public IActionResult CheckedByAMethod(string name) => IsPlain(name) ? PhysicalFile(Path.Combine(root, name), "text/plain") : BadRequest();

    [HttpGet("f")]
    public IActionResult RefusedWithDots(string name)
    {
        if (string.IsNullOrEmpty(name) || name.Contains("..") || name.IndexOfAny(['/', '\\']) >= 0)
            return BadRequest();
        return PhysicalFile(Path.Combine(root, name), "text/plain");
    }

    [HttpGet("g")]
    public IActionResult SameAsItsLastPart(string name)
    {
        if (Path.GetFileName(name) != name)
            return BadRequest();
        return PhysicalFile(Path.Combine(root, name), "text/plain");
    }

    [HttpGet("h")]
    public IActionResult Refused(string name)
    {
        EnsureInside(Path.Combine(root, name));
        return PhysicalFile(Path.Combine(root, name), "text/plain");
    }

    private static bool IsPlain(string name) => name.IndexOfAny(Path.GetInvalidFileNameChars()) < 0;

    private void EnsureInside(string path)
    {
        if (!Path.GetFullPath(path).StartsWith(root, StringComparison.Ordinal))
            throw new InvalidOperationException("Outside.");
    }
}
