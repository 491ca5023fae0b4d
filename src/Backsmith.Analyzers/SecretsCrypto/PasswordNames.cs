using System.Collections.Generic;
using System.Linq;
using Backsmith.Analyzers.DataFlow;

namespace Backsmith.Analyzers.SecretsCrypto;

/// <summary>Reads from a name whether the datum is something a person chose to remember, so that it can be guessed. Keys and tokens are not: they are drawn.</summary>
internal static class PasswordNames
{
    private static readonly HashSet<string> Chosen =
    [
        "password", "passwd", "pwd", "passphrase", "passcode", "passwort", "pin", "pincode", "securityanswer", "secretanswer",
    ];

    private static readonly HashSet<string> Neutral =
    [
        "value", "text", "plain", "plaintext", "raw", "string", "str", "input", "bytes", "byte", "chars", "buffer", "data", "utf8", "utf", "array", "span", "encoded", "arg", "param", "parameter", "attempt", "candidate",
    ];

    private static readonly HashSet<string> Other =
    [
        "hash", "hashed", "digest", "encrypted", "crypted", "protected", "stored", "is", "has", "no", "require", "requires", "should", "min", "max", "reset", "token", "temporary", "onetime", "vault", "redis", "database", "db",
    ];

    private static readonly HashSet<string> Holders = ["user", "login", "plain", "new", "old", "raw", "my", "admin", "member", "clear", "input"];

    /// <summary>True for <c>password</c>, <c>newPasswordBytes</c>, <c>saltedPassword</c>, <c>passwordWithSalt</c>; false for <c>passwordHash</c> and <c>passwordSalt</c>.</summary>
    internal static bool IsChosen(string name)
    {
        var words = NameWords.Of(name);
        if (words.Any(Other.Contains))
            return false;
        var joint = words.FindIndex(w => w is "with" or "and" or "plus");
        if (joint > 0)
            words.RemoveRange(joint, words.Count - joint);
        NameWords.DropEndings(words, Neutral);
        if (words.Count > 0 && words[words.Count - 1] == "pass")
            return words.Count == 1 || words.Count == 2 && Holders.Contains(words[0]);
        return NameWords.EndsIn(words, Chosen);
    }

    /// <summary>True for the name of a method that hashes passwords: <c>HashPassword</c>, <c>CreatePasswordHash</c>, <c>EncryptPwd</c>.</summary>
    internal static bool SaysItHashesPasswords(string method)
    {
        var words = NameWords.Of(method);
        return words.Any(w => w is "password" or "passwd" or "pwd" or "passphrase" or "passwords")
            && words.Any(w => w is "hash" or "digest" or "encrypt" or "encode" or "verify" or "check" or "compute" or "match" or "matches")
            && !words.Any(w => w is "pwned" or "breached" or "compromised" or "leaked");
    }
}
