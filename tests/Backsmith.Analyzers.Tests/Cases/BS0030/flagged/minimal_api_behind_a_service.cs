// A minimal endpoint hands the name to an injected service, which keeps it in a record and a field on the way.
var builder = WebApplication.CreateBuilder(args);
builder.Services.AddScoped<IReports, Reports>();
var app = builder.Build();
app.MapGet("/reports/{name}", async (string name, IReports reports) => Results.Text(await reports.ReadAsync(new ReportRequest(name, 1))));
app.MapGet("/raw", (HttpContext context) =>
{
    string? file = context.Request.Query["file"];
    Func<string> path = () => Path.Join("/srv/raw", file); //! BS0030
    return Results.Stream(File.OpenRead(path()));
});
app.MapPost("/logo", async (HttpRequest request) =>
{
    var form = await request.ReadFormAsync();
    foreach (var sent in form.Files)
    {
        await using var target = File.OpenWrite("wwwroot/" + sent.FileName); //! BS0030
        await sent.CopyToAsync(target);
    }
});
app.Run();

public sealed record ReportRequest(string Name, int Version);

public interface IReports
{
    Task<string> ReadAsync(ReportRequest request);
}

public sealed class Reports : IReports
{
    public async Task<string> ReadAsync(ReportRequest request)
    {
        var file = new ReportFile(request.Name);
        await Task.Yield();
        return await File.ReadAllTextAsync(file.FullPath);
    }
}

public sealed class ReportFile
{
    private readonly string name;

    public ReportFile(string name) => this.name = name;

    public string FullPath => Path.Combine("/srv/reports", name + ".txt"); //! BS0030
}
