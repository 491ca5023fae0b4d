using Tariffs.Prices;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddSingleton(TimeProvider.System);
builder.Services.AddSingleton<PriceTable>();
builder.Services.AddScoped<IPriceSource, PriceSource>();
builder.Services.AddScoped<PriceBook>();
builder.Services.AddProblemDetails();

var app = builder.Build();
app.UseSourceFailures();
app.MapPrices();
app.Run();
