// The package of the token handler could not be had; the algorithm asks for 64 bytes.
//? broken
using System.Text;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

var builder = WebApplication.CreateBuilder(args);
var app = builder.Build();
app.MapGet("/me", (HttpRequest request) =>
{
    var handler = new JsonWebTokenHandler();
    var token = handler.ReadJsonWebToken(request.Headers["Authorization"].ToString()); //! BS0021: ReadJsonWebToken
    return token.GetClaim("sub").Value;
});
app.MapGet("/token", () => new SigningCredentials(
    new SymmetricSecurityKey(Encoding.UTF8.GetBytes("kN7pQ2vX9sT4wZ8bC3fH6jL1mR5yU0aEdGk")), //! BS0021: HS512 needs 64
    SecurityAlgorithms.HmacSha512));
app.Run();
