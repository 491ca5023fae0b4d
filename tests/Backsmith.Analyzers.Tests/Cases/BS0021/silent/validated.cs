// The token is validated beside, the bearer handler has checked it before, or nobody sent it.
//? broken
using System.IdentityModel.Tokens.Jwt;
using System.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.IdentityModel.Tokens;

[ApiController]
[Route("checked")]
public sealed class CheckedController(TokenValidationParameters parameters) : ControllerBase
{
    [HttpGet]
    public IActionResult Read([FromHeader] string authorization)
    {
        var handler = new JwtSecurityTokenHandler();
        handler.ValidateToken(authorization, parameters, out _);
        return Ok(handler.ReadJwtToken(authorization).Claims.First());
    }
}

[Authorize]
[ApiController]
[Route("own")]
public sealed class OwnController : ControllerBase
{
    [HttpGet]
    public IActionResult Read([FromHeader] string authorization) => Ok(new JwtSecurityTokenHandler().ReadJwtToken(authorization).Claims.First());
}

[ApiController]
[Route("expiry")]
public sealed class ExpiryController(HttpClient client) : ControllerBase
{
    [HttpGet]
    public IActionResult Until([FromHeader] string authorization) => Ok(new JwtSecurityTokenHandler().ReadJwtToken(authorization).ValidTo);

    [HttpGet("partner")]
    public async Task<IActionResult> Partner()
    {
        var given = await client.GetStringAsync("https://login.example.com/token");
        return Ok(new JwtSecurityTokenHandler().ReadJwtToken(given).Claims.First());
    }
}
