// Settings files whose secrets come from elsewhere, with defaults for the developer's own machine.
var builder = WebApplication.CreateBuilder(args);
var app = builder.Build();
app.Run();
