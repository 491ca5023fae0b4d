using Depot.Shipments;
using Depot.Storage;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddSingleton(TimeProvider.System);
builder.Services.AddSingleton(DepotData.Sample(shipments: 640));
builder.Services.AddSingleton<SessionLog>();
builder.Services.AddScoped<DepotSession>();
builder.Services.AddScoped<ShipmentReader>();

var app = builder.Build();
app.MapShipments();
app.Run();
