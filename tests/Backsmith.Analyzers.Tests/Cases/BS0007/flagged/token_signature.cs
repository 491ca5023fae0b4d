// The key that signs tokens is written in the code, whatever it is called and however plain it looks: who reads it makes tokens for anyone.
//? broken
using System.Text;
using Microsoft.IdentityModel.Tokens;

var builder = WebApplication.CreateBuilder(args);
var phrase = builder.Configuration["Tokens:Phrase"] ?? "this is the phrase that signs our tokens"; //! BS0007: The SymmetricSecurityKey
var key = new SymmetricSecurityKey(Encoding.UTF8.GetBytes(phrase));
var app = builder.Build();
app.MapGet("/key", () => key.ToString());
app.Run();

public static class Issuer
{
    private const string Words = "everybody knows these words by now"; //! BS0007: has its key

    private static readonly byte[] Raw = "four words are not enough"u8.ToArray(); //! BS0007

    public static SymmetricSecurityKey FromConstant() => new(Encoding.ASCII.GetBytes(Words));

    public static SymmetricSecurityKey FromField() => new(Raw);

    public static SymmetricSecurityKey InPlace() => new(Encoding.UTF8.GetBytes("your-256-bit-secret")); //! BS0007
}
