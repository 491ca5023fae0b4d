// A controller opens, writes and deletes files by names that it was sent, also by the name of an uploaded file.
using Microsoft.AspNetCore.Mvc;

[ApiController]
public sealed class FilesController(IWebHostEnvironment environment) : ControllerBase
{
    private readonly string root = Path.Combine(environment.ContentRootPath, "files");

    [HttpGet("read")]
    public IActionResult Read(string name)
    {
        var path = Path.Combine(root, name); //! BS0030: 'name' of 'FilesController.Read' comes from outside
        return System.IO.File.Exists(path) ? Content(System.IO.File.ReadAllText(path)) : NotFound();
    }

    [HttpGet("page")]
    public IActionResult Page([FromQuery] string page) => PhysicalFile(root + "/" + page, "text/plain"); //! BS0030

    [HttpGet("list")]
    public string[] List() => Directory.GetFiles(Request.Query["folder"].ToString()); //! BS0030: 'Query' of the HTTP request

    [HttpPost("up")]
    public async Task<IActionResult> Upload(IFormFile file)
    {
        var target = Path.Combine(root, file.FileName); //! BS0030: name of the uploaded file
        await using var stream = new FileStream(target, FileMode.Create);
        await file.CopyToAsync(stream);
        return Ok();
    }

    [HttpPost("ups")]
    public async Task<IActionResult> UploadAll(List<IFormFile> files)
    {
        foreach (var file in files)
        {
            var unique = $"{Guid.NewGuid()}_{file.FileName}"; //! BS0030
            using var stream = System.IO.File.Create(Path.Combine(root, unique));
            await file.CopyToAsync(stream);
        }

        return Ok();
    }

    [HttpDelete]
    public IActionResult Delete([FromBody] Removal removal)
    {
        new FileInfo(Path.GetFullPath(Path.Combine(root, removal.Folder, "old.txt"))).MoveTo("/tmp/x");
        System.IO.File.Delete(Path.GetFullPath($"{root}/{removal.File}")); //! BS0030
        return Ok();
    }
}

public sealed record Removal(string Folder, string File);
