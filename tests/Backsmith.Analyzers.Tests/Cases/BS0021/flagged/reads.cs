// A header's token is decoded and believed; the key that signs is short.
using System.IdentityModel.Tokens.Jwt;
using System.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.IdentityModel.Tokens;

[ApiController]
[Route("profile")]
public sealed class ProfileController : ControllerBase
{
    [HttpGet]
    public IActionResult Read([FromHeader] string authorization)
    {
        var token = new JwtSecurityTokenHandler().ReadJwtToken(authorization.Replace("Bearer ", "")); //! BS0021: ReadJwtToken
        return Ok(token.Claims.First(c => c == "sub"));
    }
}

public sealed class TenantMiddleware(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext context)
    {
        var header = context.Request.Headers.Authorization.ToString();
        var token = new JwtSecurityToken(header.Substring(7)); //! BS0021: anybody can write
        context.Items["tenant"] = token.Subject;
        await next(context);
    }
}

public static class Keys
{
    private const string Secret = "shop-signing-key";

    public static SymmetricSecurityKey Key() => new SymmetricSecurityKey(Encoding.UTF8.GetBytes(Secret)); //! BS0021: 16 bytes
}

namespace System.IdentityModel.Tokens.Jwt
{
    public sealed class JwtSecurityToken(string encoded)
    {
        public IEnumerable<string> Claims => [encoded];
        public string Subject => encoded;
    }

    public sealed class JwtSecurityTokenHandler
    {
        public JwtSecurityToken ReadJwtToken(string token) => new(token);
    }
}

namespace Microsoft.IdentityModel.Tokens
{
    public sealed class SymmetricSecurityKey(byte[] key)
    {
        public byte[] Key => key;
    }
}
