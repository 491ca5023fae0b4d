using Bookshop.Api.Accounts;
using Bookshop.Api.Background;
using Bookshop.Api.Catalogue;
using Bookshop.Api.Http;
using Bookshop.Api.Orders;
using Bookshop.Api.Partners;
using Bookshop.Api.Payments;
using Bookshop.Api.Shipping;
using Bookshop.Data;

var builder = WebApplication.CreateBuilder(args);

builder.Services.AddSingleton(TimeProvider.System);
builder.Services.AddBookshopData();
builder.Services.AddControllers();
builder.Services.AddBookshopCors(builder.Configuration);
builder.Services.AddAccounts();
builder.Services.AddCatalogue();
builder.Services.AddShipping(builder.Configuration);
builder.Services.AddPayments(builder.Configuration);
builder.Services.AddOrders();
builder.Services.AddPartners();
builder.Services.AddBackgroundWork(builder.Configuration);

var app = builder.Build();

await app.Services.CreateSchemaAsync(app.Lifetime.ApplicationStopping);

app.UseMiddleware<ErrorHandlingMiddleware>();
app.UseRouting();
app.UseCors();
app.UseAuthentication();
app.UseAuthorization();

app.MapControllers();
app.MapAccounts();
app.MapAddresses();
app.MapWishList();
app.MapCatalogue();
app.MapReviews();
app.MapInvoices();
app.MapPayments();
app.MapPaymentWebhook();
app.MapPartners();
app.MapGet("/health", () => TypedResults.Ok(new { status = "ok" }));

await app.RunAsync();

public partial class Program;
