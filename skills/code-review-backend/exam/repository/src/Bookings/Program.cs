using Bookings.Rooms;
using Bookings.Vouchers;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddSingleton(TimeProvider.System);
builder.Services.AddSingleton<BookingStore>();
builder.Services.AddSingleton<VoucherStore>();
builder.Services.AddSingleton<ILedger, Ledger>();
builder.Services.AddSingleton<IVoucherMail, VoucherMail>();
builder.Services.AddProblemDetails();

var app = builder.Build();
app.UseExceptionHandler();
app.MapBookings();
app.MapVouchers();
app.Run();
