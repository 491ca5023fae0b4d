// A rate limit covers the route, its group, the controller, or every request.
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddControllers();
builder.Services.AddRateLimiter(options => options.AddFixedWindowLimiter("sign-in", limit => { limit.PermitLimit = 5; limit.Window = TimeSpan.FromMinutes(1); }));
var app = builder.Build();
app.UseRateLimiter();
app.MapControllers();
app.MapPost("/login", async (Login login, UserManager<IdentityUser> users) => await users.CheckPasswordAsync((await users.FindByEmailAsync(login.Email))!, login.Password)).RequireRateLimiting("sign-in");
var accounts = app.MapGroup("/accounts").RequireRateLimiting("sign-in");
accounts.MapPost("/login", async (Login login, UserManager<IdentityUser> users) => await users.CheckPasswordAsync((await users.FindByEmailAsync(login.Email))!, login.Password));
app.MapPost("/register", async (Login login, UserManager<IdentityUser> users) => (await users.CreateAsync(new IdentityUser(login.Email), login.Password)).Succeeded);
app.Run();

public sealed record Login(string Email, string Password, string? Confirmation = null);

[EnableRateLimiting("sign-in")]
[ApiController]
[Route("session")]
public sealed class SessionController(SignInManager<IdentityUser> signIn, UserManager<IdentityUser> users) : ControllerBase
{
    [HttpPost]
    public async Task<bool> Open(Login login) => (await signIn.PasswordSignInAsync(login.Email, login.Password, false, false)).Succeeded;

    [HttpPost("confirm")]
    public async Task<bool> Check(Login login) => login.Password == login.Confirmation && await users.CheckPasswordAsync((await users.FindByEmailAsync(login.Email))!, login.Password);
}
