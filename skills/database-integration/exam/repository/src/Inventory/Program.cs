using Inventory.Articles;
using Inventory.Data;
using Inventory.Http;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddSingleton(TimeProvider.System);
builder.Services.AddSingleton<Database>();
builder.Services.AddSingleton<ArticleRepository>();

var app = builder.Build();
await new Migrator(app.Services.GetRequiredService<Database>().ConnectionString).MigrateAsync();
app.UseMiddleware<ErrorHandling>();
app.MapArticles();
app.Run();
