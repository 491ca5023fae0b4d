// Secrets from the generator made for them, and numbers that are none.
using System.Security.Cryptography;

public sealed class Numbers
{
    private const string Characters = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
    private readonly Random random = new();

    public string ResetToken() => Convert.ToHexString(RandomNumberGenerator.GetBytes(32));

    public string Otp() => RandomNumberGenerator.GetInt32(0, 1_000_000).ToString("D6");

    public string Password()
    {
        var characters = new char[12];
        for (var i = 0; i < characters.Length; i++)
            characters[i] = Characters[RandomNumberGenerator.GetInt32(Characters.Length)];
        return new string(characters);
    }

    public string SessionToken() => Guid.NewGuid().ToString("N");

    public TimeSpan Delay() => TimeSpan.FromMilliseconds(random.Next(100, 500));

    public string OrderNumber() => $"B{DateTime.UtcNow:yyyyMMdd}-{random.Next(1000, 9999)}";

    public int Dice() => Random.Shared.Next(1, 7);

    public string ProductCode() => "P" + random.Next(100, 999);

    public DateTime TokenExpires() => DateTime.UtcNow.AddMinutes(random.Next(5, 10));

    public (int Code, string Text) Sample() => (random.Next(200, 500), "sample");

    public bool IsTokenNeeded() => random.Next(2) == 0;

    public string Colour()
    {
        var code = random.Next(0, 255).ToString("X2");
        return "#" + code + code + code;
    }
}
