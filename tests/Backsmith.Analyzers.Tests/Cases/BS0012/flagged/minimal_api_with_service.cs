// A minimal API whose handler gives the password to a service behind an interface: the hash, which nothing else uses, is reported.
using System.Security.Cryptography;
using System.Text;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddSingleton<IDigest, Sha1Digest>();
var app = builder.Build();
var accounts = app.MapGroup("/accounts");
accounts.MapPost("/", (NewAccount account, IDigest digest) =>
{
    var pepper = "shop";
    var stored = digest.Of(pepper + account.Passphrase);
    return Results.Created("/accounts/1", stored.Length);
});
app.Run();

public sealed record NewAccount(string Name, string Passphrase);

public interface IDigest
{
    string Of(string text);
}

public sealed class Sha1Digest : IDigest
{
    public string Of(string text) => Convert.ToBase64String(SHA1.HashData(Encoding.UTF8.GetBytes(text))); //! BS0012: 'NewAccount.Passphrase' is hashed with SHA1
}
