// The client's name behind a folder.
using Microsoft.AspNetCore.Mvc;

[ApiController]
public sealed class FilesController : ControllerBase
{
    [HttpGet("read")]
    public string Read(string name)
    {
        var path = Path.Combine("/srv/files", Path.GetFileName(name)); // one of ours
        return System.IO.File.ReadAllText(path);
    }

    [HttpPost("up")]
    public async Task Upload(IFormFile file)
    {
        using var stream = System.IO.File.Create(Path.Combine("/srv", $"{Guid.NewGuid()}_{Path.GetFileName(file.FileName)}"));
        await file.CopyToAsync(stream);
    }

    [HttpGet("folder")]
    public string[] List(string folder) => Directory.GetFiles(folder);
}
