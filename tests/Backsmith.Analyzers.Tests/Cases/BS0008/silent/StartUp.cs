// Before the application serves: top-level statements, set-up methods, what only they call.
using Microsoft.EntityFrameworkCore;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddSingleton(_ => Settings.LoadAsync().Result);
var app = builder.Build();
app.Migrate();
Seeding.RunAsync(app.Services).Wait();
Prepare();
app.MapGet("/", () => "ok");
app.RunAsync().GetAwaiter().GetResult();

void Prepare() => Seeding.RunAsync(app.Services).GetAwaiter().GetResult();

public static class Seeding
{
    public static Task RunAsync(IServiceProvider services) => Task.Delay(services.GetHashCode() % 2);

    public static void Seed(IServiceProvider services) => RunAsync(services).Wait();

    public static WebApplication Migrate(this WebApplication app)
    {
        using var scope = app.Services.CreateScope();
        scope.ServiceProvider.GetRequiredService<DbContext>().Database.MigrateAsync().Wait();
        Seed(app.Services);
        return app;
    }
}

public sealed class Settings
{
    public static async Task<Settings> LoadAsync() { await Task.Yield(); return new(); }
}
