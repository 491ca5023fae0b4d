using Notes.Http;
using Notes.Journal;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddSingleton(TimeProvider.System);
builder.Services.AddSingleton<NoteStore>();

var app = builder.Build();
app.UseMiddleware<ErrorHandling>();
app.MapGet("/health", () => Results.Ok(new { status = "up" }));
app.MapNotes();
app.MapReports();
app.Run();
