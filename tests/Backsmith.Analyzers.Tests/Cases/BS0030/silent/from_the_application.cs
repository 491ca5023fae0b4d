// Paths of the application's own: configuration, constants, what a store holds, what a directory lists.
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

public sealed class Document
{
    public Guid Id { get; set; }

    public string Title { get; set; } = "";

    public string StoredAs { get; set; } = "";
}

public sealed class Archive(DbContextOptions<Archive> options) : DbContext(options)
{
    public DbSet<Document> Documents => Set<Document>();
}

[ApiController]
public sealed class DocumentsController(Archive archive, IConfiguration configuration) : ControllerBase
{
    [HttpGet("{id}")]
    public async Task<IActionResult> Get(string id)
    {
        var document = await archive.Documents.FindAsync(Guid.Parse(id));
        return document is null ? NotFound() : PhysicalFile(Path.Combine(configuration["Root"]!, document.StoredAs), "text/plain");
    }

    [HttpPost]
    public async Task Save(string title)
    {
        archive.Documents.Add(new Document { Title = title, StoredAs = Guid.NewGuid().ToString("N") });
        await archive.SaveChangesAsync();
    }

    [HttpGet("all")]
    public IEnumerable<string> All(string word) => Directory.GetFiles(configuration["Root"]!).Where(f => System.IO.File.ReadAllText(f).Contains(word));
}
