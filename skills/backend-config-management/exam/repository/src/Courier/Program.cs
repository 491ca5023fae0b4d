using Courier.Access;
using Courier.Http;
using Courier.Quotes;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddSingleton(TimeProvider.System);

var app = builder.Build();
app.UseMiddleware<ErrorHandling>();
app.UseMiddleware<ApiKeyCheck>();
app.MapQuotes();
app.Run();
