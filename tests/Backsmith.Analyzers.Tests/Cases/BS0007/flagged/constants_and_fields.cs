// Keys and passwords as constants, field and property initialisers.
using System.Security.Cryptography;
using System.Text;

public sealed class Notices
{
    private const string SigningKey = "ntc_8vR2qLx5Zt9Kd3Wm7Pj4Hs6Yb1Nc0Gf"; //! BS0007: 'SigningKey' in 'Notices.SigningKey' has a key that signs or encrypts

    private readonly string smtpPassword = "Tr3nch!Coat"; //! BS0007: a password

    public static string ApiKey { get; } = "5f2b9c7e1d8a4036b7c2e9f0a1d3c5b8"; //! BS0007: a secret

    public string AccessToken => "q7Z2mV9xK4tR8wL1pB6nY3cJ5hD0sF"; //! BS0007

    public byte[] Sign(string body) => HMACSHA256.HashData(Encoding.UTF8.GetBytes(SigningKey), Encoding.UTF8.GetBytes(body));

    public string Password() => smtpPassword;
}
