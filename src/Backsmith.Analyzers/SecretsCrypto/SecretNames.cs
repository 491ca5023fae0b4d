using System.Collections.Generic;
using System.Linq;
using Backsmith.Analyzers.DataFlow;

namespace Backsmith.Analyzers.SecretsCrypto;

/// <summary>What a name says its value is.</summary>
internal enum SecretKind
{
    /// <summary>Nothing that has to be kept.</summary>
    None,

    /// <summary>A password of a person, an account or a server.</summary>
    Password,

    /// <summary>A secret shared with another party: client secret, API key.</summary>
    Shared,

    /// <summary>A key that signs or encrypts.</summary>
    Cryptographic,

    /// <summary>Something called token, key or connection, which is a secret only if it looks like one.</summary>
    Perhaps,
}

/// <summary>Reads from the name of a setting, variable or parameter whether its value is a secret. English compounds end in what they name.</summary>
internal static class SecretNames
{
    private static readonly HashSet<string> Passwords = ["password", "passwd", "pwd", "passphrase", "passwort", "passcode", "cleartextpassword"];

    private static readonly HashSet<string> Shared =
    [
        "secret", "apikey", "accesskey", "secretkey", "subscriptionkey", "accountkey", "storagekey", "sharedkey", "authkey", "appkey", "accesskeysecret", "servicekey", "apitoken", "accesstoken", "authtoken",
        "bottoken", "bearertoken", "webhookkey", "personalaccesstoken", "licensesecret", "apisecret",
    ];

    private static readonly HashSet<string> Cryptographic =
    [
        "privatekey", "signingkey", "encryptionkey", "decryptionkey", "validationkey", "securitykey", "jwtkey", "jwtsecret", "hmackey", "hmacsecret", "masterkey", "symmetrickey", "tokenkey", "cryptokey", "aeskey", "secretsigningkey",
        "signingsecret", "tokensecret", "linkkey",
    ];

    private static readonly HashSet<string> Perhaps = ["token", "key", "pat", "credential", "credentials", "pass", "sas", "dsn"];

    private static readonly HashSet<string> Signing = ["jwt", "token", "tokens", "auth", "authentication", "signing", "encryption", "hmac", "aes", "crypto", "cryptography", "security", "bearer"];

    private static readonly HashSet<string> Other =
    [
        "forgot", "forgotten", "change", "require", "required", "requires", "confirm", "has", "is", "show", "hide", "enable", "enabled", "allow", "use", "public", "hash", "hashed", "encrypted", "header", "cookie", "csrf", "xsrf", "antiforgery",
        "cancellation", "cache", "partition", "sort", "primary", "foreign", "no", "invalid", "wrong", "missing", "min", "max", "page", "continuation", "syntax", "error", "message", "label", "hint", "placeholder", "lookup", "group",
        "idempotency", "correlation", "translation", "localization", "resource", "json", "permission", "policy", "scope", "claim", "query", "route", "test", "parameter", "argument", "format", "template", "example", "site", "publishable", "instrumentation", "measurement", "tracking", "routing", "column", "field", "row", "bucket", "object", "dictionary",
    ];

    /// <summary>What the last of the names says, with those above it as context: <c>Jwt</c>, <c>Key</c>.</summary>
    internal static SecretKind KindOf(params string[] path)
    {
        if (path.Length == 0)
            return SecretKind.None;
        var words = NameWords.Of(path[path.Length - 1]);
        if (words.Count == 0 || words.Any(Other.Contains))
            return SecretKind.None;
        while (words.Count > 1 && (words[words.Count - 1] is "value" or "string" or "text" or "plain" or "bytes" || char.IsDigit(words[words.Count - 1][0])))
            words.RemoveAt(words.Count - 1);
        if (NameWords.EndsIn(words, Cryptographic))
            return SecretKind.Cryptographic;
        if (NameWords.EndsIn(words, Passwords))
            return words.Contains("reset") ? SecretKind.None : SecretKind.Password;
        if (NameWords.EndsIn(words, Shared))
            return IsSigning(words.Take(words.Count - 1), path) && words[words.Count - 1] is "secret" ? SecretKind.Cryptographic : SecretKind.Shared;
        if (!NameWords.EndsIn(words, Perhaps))
            return SecretKind.None;
        return words[words.Count - 1] == "key" && IsSigning(words.Take(words.Count - 1), path) ? SecretKind.Cryptographic : SecretKind.Perhaps;
    }

    internal static string Describe(SecretKind kind) => kind switch
    {
        SecretKind.Password => "a password",
        SecretKind.Cryptographic => "a key that signs or encrypts",
        _ => "a secret",
    };

    private static bool IsSigning(IEnumerable<string> before, string[] path) =>
        before.Concat(path.Take(path.Length - 1).SelectMany(NameWords.Of)).Any(Signing.Contains);
}
