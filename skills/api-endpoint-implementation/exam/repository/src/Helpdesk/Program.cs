using Helpdesk.Customers;
using Helpdesk.Http;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddSingleton(TimeProvider.System);
builder.Services.AddSingleton<CustomerStore>();

var app = builder.Build();
app.UseMiddleware<ErrorHandling>();
app.MapGet("/health", () => Results.Ok(new { status = "up" }));
app.MapCustomers();
app.Run();
