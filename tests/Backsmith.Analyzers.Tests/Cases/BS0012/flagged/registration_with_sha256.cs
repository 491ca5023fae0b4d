// A registration that stores one round of SHA-256 over salt and password.
using System.Security.Cryptography;
using System.Text;

public sealed class Member
{
    public string Email { get; set; } = "";

    public byte[] Salt { get; set; } = [];

    public string Credential { get; set; } = "";
}

public sealed record SignUp(string Email, string Password);

public sealed class Registration
{
    public Member Register(SignUp request)
    {
        var member = new Member { Email = request.Email, Salt = RandomNumberGenerator.GetBytes(16) };
        using var sha = SHA256.Create();
        var salted = new byte[member.Salt.Length + Encoding.UTF8.GetByteCount(request.Password)];
        var secret = Encoding.UTF8.GetBytes(request.Password);
        Buffer.BlockCopy(member.Salt, 0, salted, 0, member.Salt.Length);
        Buffer.BlockCopy(secret, 0, salted, member.Salt.Length, secret.Length);
        member.Credential = Convert.ToBase64String(sha.ComputeHash(salted)); //! BS0012: 'SignUp.Password' is hashed with SHA256
        return member;
    }
}
