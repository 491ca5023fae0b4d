using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace Portal.Accounts;

public sealed record Account(string Name, byte[] Salt, byte[] Hash);

/// <summary>Who may sign in. Names are the same in upper and lower case.</summary>
public sealed class AccountStore
{
    public const int Rounds = 100_000;

    private readonly ConcurrentDictionary<string, Account> _accounts = new(StringComparer.OrdinalIgnoreCase);

    public void Add(string name, string password)
    {
        var salt = RandomNumberGenerator.GetBytes(16);
        _accounts[name] = new Account(name, salt, Hash(password, salt));
    }

    public Account? Find(string name) => _accounts.GetValueOrDefault(name);

    public static bool Matches(Account account, string password) => CryptographicOperations.FixedTimeEquals(account.Hash, Hash(password, account.Salt));

    private static byte[] Hash(string password, byte[] salt) => Rfc2898DeriveBytes.Pbkdf2(password, salt, Rounds, HashAlgorithmName.SHA256, 32);
}
