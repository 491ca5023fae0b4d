using System.Text.Json;
using System.Text.Json.Serialization;
using Boxoffice.Http;
using Boxoffice.Orders;
using Boxoffice.Payments;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddSingleton(TimeProvider.System);
builder.Services.AddSingleton<OrderStore>();
builder.Services.AddSingleton<PaylaneClient>();
builder.Services.ConfigureHttpJsonOptions(json =>
    json.SerializerOptions.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false)));

var app = builder.Build();
app.UseMiddleware<ErrorHandling>();
app.MapOrders();
app.MapPayments();
app.Run();
