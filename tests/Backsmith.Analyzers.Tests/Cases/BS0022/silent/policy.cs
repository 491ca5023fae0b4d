// The cookie policy of the application sets both flags for every cookie.
using Microsoft.AspNetCore.CookiePolicy;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddSession(options => options.Cookie.IsEssential = true);
var app = builder.Build();
app.UseCookiePolicy(new CookiePolicyOptions { HttpOnly = HttpOnlyPolicy.Always, Secure = CookieSecurePolicy.Always });
app.MapPost("/login", (HttpContext context, string token) => context.Response.Cookies.Append("session", token));
app.Run();
