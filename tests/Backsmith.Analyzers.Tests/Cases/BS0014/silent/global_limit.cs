// The limiter's global policy covers every endpoint.
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Identity;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddRateLimiter(options => options.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context =>
    RateLimitPartition.GetFixedWindowLimiter(context.Connection.RemoteIpAddress?.ToString() ?? "", _ => new FixedWindowRateLimiterOptions { PermitLimit = 60, Window = TimeSpan.FromMinutes(1) })));
var app = builder.Build();
app.UseRateLimiter();
app.MapPost("/login", async (Login login, UserManager<IdentityUser> users) => await users.CheckPasswordAsync((await users.FindByEmailAsync(login.Email))!, login.Password));
app.Run();

public sealed record Login(string Email, string Password);
