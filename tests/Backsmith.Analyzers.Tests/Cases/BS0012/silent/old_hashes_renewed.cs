// An old MD5 is still checked so that it can be replaced by a slow hash at the next sign-in.
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Identity;

public sealed class Account
{
    public string? OldHash { get; set; }

    public string? Hash { get; set; }
}

public sealed class SignIn(PasswordHasher<Account> hasher)
{
    public bool Check(Account account, string password)
    {
        if (account.OldHash is null)
            return hasher.VerifyHashedPassword(account, account.Hash!, password) != PasswordVerificationResult.Failed;
        if (Old(password) != account.OldHash)
            return false;
        account.Hash = hasher.HashPassword(account, password);
        account.OldHash = null;
        return true;
    }

    private static string Old(string password) => Convert.ToHexString(MD5.HashData(Encoding.ASCII.GetBytes(password)));
}

public sealed class MovingHasher : IPasswordHasher<Account>
{
    private readonly PasswordHasher<Account> current = new();

    public string HashPassword(Account user, string password) => current.HashPassword(user, password);

    public PasswordVerificationResult VerifyHashedPassword(Account user, string hashedPassword, string providedPassword) =>
        hashedPassword == Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(providedPassword)))
            ? PasswordVerificationResult.SuccessRehashNeeded
            : current.VerifyHashedPassword(user, hashedPassword, providedPassword);
}
