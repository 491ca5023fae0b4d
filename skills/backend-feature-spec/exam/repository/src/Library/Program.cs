using Library.Http;
using Library.Loans;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddSingleton(TimeProvider.System);
builder.Services.AddSingleton<Shelf>();
builder.Services.AddSingleton<LoanStore>();

var app = builder.Build();
app.UseErrors();
app.MapLoans();
app.Run();
