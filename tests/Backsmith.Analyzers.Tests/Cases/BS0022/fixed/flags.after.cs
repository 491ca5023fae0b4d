using Microsoft.AspNetCore.Http;

public sealed class Cookies
{
    public void Set(HttpResponse response, string token)
    {
        response.Cookies.Append("access_token", token, new CookieOptions { HttpOnly = true, Secure = true });
        response.Cookies.Append("refresh_token", token, new CookieOptions { HttpOnly = true, Secure = true });
        var options = new CookieOptions
        {
            HttpOnly = true,
            SameSite = SameSiteMode.Lax,
            Secure = true,
        };
        response.Cookies.Append("session", token, options);
        response.Cookies.Append("jwt", token, new CookieOptions() { HttpOnly = true, Secure = true });
    }

    public void Configure(IServiceCollection services) => services.AddSession(options => options.Cookie.SecurePolicy = CookieSecurePolicy.Always);
}
