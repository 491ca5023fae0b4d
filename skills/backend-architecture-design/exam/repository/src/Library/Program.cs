using System.Text.Json;
using System.Text.Json.Serialization;
using Library.Catalogue;
using Library.Events;
using Library.Http;
using Library.Loans;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddSingleton<BookStore>();
builder.Services.AddSingleton<LoanStore>();
builder.Services.AddSingleton<EventBus>();
builder.Services.AddSingleton<IEventHandler<BookReturned>, ReservationQueue>();
builder.Services.ConfigureHttpJsonOptions(json =>
    json.SerializerOptions.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false)));

var app = builder.Build();
app.UseMiddleware<ErrorHandling>();
app.MapBooks();
app.MapLoans();
app.MapReservations();
app.Run();
