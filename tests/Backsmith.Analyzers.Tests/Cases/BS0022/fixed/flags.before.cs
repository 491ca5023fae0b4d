using Microsoft.AspNetCore.Http;

public sealed class Cookies
{
    public void Set(HttpResponse response, string token)
    {
        response.Cookies.Append("access_token", token);
        response.Cookies.Append("refresh_token", token, new CookieOptions { HttpOnly = true });
        var options = new CookieOptions
        {
            HttpOnly = false,
            SameSite = SameSiteMode.Lax,
        };
        response.Cookies.Append("session", token, options);
        response.Cookies.Append("jwt", token, new CookieOptions());
    }

    public void Configure(IServiceCollection services) => services.AddSession(options => options.Cookie.SecurePolicy = CookieSecurePolicy.None);
}
