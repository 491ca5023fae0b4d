// The cookie of sign-in or session is opened to scripts or to plain HTTP.
using Microsoft.AspNetCore.Authentication.Cookies;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddSession(options =>
{
    options.Cookie.HttpOnly = false; //! BS0022: HttpOnly
});
builder.Services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie(options =>
{
    options.Cookie.SecurePolicy = CookieSecurePolicy.None; //! BS0022: Secure
    options.Cookie.Name = "shop";
});
builder.Build().Run();
