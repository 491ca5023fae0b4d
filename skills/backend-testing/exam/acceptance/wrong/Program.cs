using Garage.Tickets;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddSingleton(TimeProvider.System);
builder.Services.AddSingleton<TicketStore>();

var app = builder.Build();
app.MapTickets();
app.Run();
