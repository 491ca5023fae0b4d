// Comparison in fixed time, checksums of files, constants, null, and what a database compares.
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

public sealed class Session
{
    public int Id { get; set; }
    public string ApiKey { get; set; } = "";
}

public sealed class Store(DbContextOptions<Store> options) : DbContext(options)
{
    public DbSet<Session> Sessions => Set<Session>();
}

[ApiController]
[Route("checks")]
public sealed class Checks(byte[] key, Store store, IConfiguration configuration) : ControllerBase
{
    [HttpPost]
    public bool Signed(string body, string signature) =>
        CryptographicOperations.FixedTimeEquals(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(body)), Convert.FromHexString(signature));

    [HttpGet("{apiKey}")]
    public Task<Session?> Find(string apiKey) => store.Sessions.FirstOrDefaultAsync(s => s.ApiKey == apiKey);

    [NonAction]
    public bool SameFile(string path, string expected)
    {
        using var file = System.IO.File.OpenRead(path);
        return Convert.ToHexString(SHA256.HashData(file)) == expected;
    }

    [HttpPut]
    public bool Complete(string? signature, string apiKey) => signature != null && apiKey != "" && configuration["ApiKey"] is not null && signature.Length == 64;

    [HttpPatch]
    public bool Sized(string body) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(body)).Length == 32;

    [HttpDelete]
    public bool Kind(string kind, string token) => kind == token || string.Equals(kind, configuration["Kind"]);
}
