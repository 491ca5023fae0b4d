// The name is set on an object that the request made for itself, and copied below several folders.
using Microsoft.AspNetCore.Mvc;

public sealed class Export
{
    public string Name { get; set; } = "";

    public bool Zipped { get; set; }
}

[ApiController]
public sealed class ExportController : ControllerBase
{
    [HttpPost]
    public void Start([FromForm] string name, [FromForm] bool zipped)
    {
        var export = new Export { Zipped = zipped };
        export.Name = name;
        new Exporter(export).Run();
    }
}

public sealed class Exporter(Export export)
{
    public void Run()
    {
        var folder = Path.Combine("/srv/exports", export.Name); //! BS0030: 'name' of 'ExportController.Start'
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "readme.txt"), "");
    }
}
