// The value passes a service, an option object and a builder of text before it is part of a command line.
using System.Diagnostics;
using System.Text;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddSingleton<IExporter, Exporter>();
var app = builder.Build();
app.MapPost("/export", async (ExportOptions options, IExporter exporter) => { await exporter.RunAsync(options); return Results.Ok(); });
app.Run();

public sealed record ExportOptions(string Format, string Title, int Pages);

public interface IExporter
{
    Task RunAsync(ExportOptions options);
}

public sealed class Exporter : IExporter
{
    public async Task RunAsync(ExportOptions options)
    {
        var line = new StringBuilder();
        line.Append("--pages ").Append(options.Pages);
        line.Append(" --title '").Append(options.Title).Append('\'');
        using var process = new Process { StartInfo = new ProcessStartInfo { FileName = "exporter", Arguments = line.ToString() } }; //! BS0033
        process.Start();
        await process.WaitForExitAsync();
    }
}
