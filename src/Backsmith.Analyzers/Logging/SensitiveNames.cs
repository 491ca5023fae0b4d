using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using Backsmith.Analyzers.DataFlow;

namespace Backsmith.Analyzers.Logging;

/// <summary>What a datum is, by the harm its being read does.</summary>
internal enum SensitiveKind
{
    /// <summary>Opens something to whoever reads it.</summary>
    Secret,

    /// <summary>A number of a card, a bank account or a person's papers.</summary>
    Number,

    /// <summary>Says who or where somebody is.</summary>
    Personal,
}

/// <summary>
/// Reads from the name of a datum what it is. English compounds end in what they name (<c>passwordLength</c> is a length),
/// so only the last words count, apart from neutral endings such as value or text.
/// </summary>
internal static class SensitiveNames
{
    private static readonly HashSet<string> Secret =
    [
        "password", "passwd", "pwd", "passphrase", "passcode", "secret", "secretkey", "clientsecret", "apikey", "apisecret", "accesskey", "privatekey", "signingkey", "encryptionkey",
        "token", "jwt", "accesstoken", "refreshtoken", "bearertoken", "authtoken", "idtoken", "sessiontoken", "resettoken", "connectionstring", "authorization", "authorizationheader", "authheader",
        "credentials",
    ];

    /// <summary>Card, bank and identity data, which is often kept as a number.</summary>
    private static readonly HashSet<string> Numbers =
    [
        "cvv", "cvc", "cvv2", "cvc2", "securitycode", "cardnumber", "creditcard", "creditcardnumber", "debitcardnumber", "iban", "ssn", "socialsecuritynumber", "nationalid", "nationalidnumber", "passportnumber",
        "pincode", "otp", "totp", "bankaccount", "bankaccountnumber", "primaryaccountnumber",
    ];

    private static readonly HashSet<string> Personal =
    [
        "email", "mail", "emailaddress", "mailaddress", "phone", "phonenumber", "mobile", "mobilenumber", "telephone", "telephonenumber", "dateofbirth", "birthdate", "birthday", "dob",
    ];

    /// <summary>What is told of several: a list of them.</summary>
    private static readonly HashSet<string> Several = ["passwords", "secrets", "emails", "mails", "emailaddresses", "phones", "phonenumbers", "cardnumbers"];

    private static readonly HashSet<string> OtherTokens =
    [
        "cancellation", "page", "next", "continuation", "concurrency", "syntax", "sync", "placeholder", "change", "lock", "lease", "cursor", "row", "skip", "json", "xml", "current", "previous", "stop", "stopping", "metadata", "antiforgery",
    ];

    private static readonly HashSet<string> Harmless =
    [
        "masked", "redacted", "hashed", "encrypted", "hidden", "obfuscated", "anonymized", "anonymised", "protected", "is", "has", "no", "should", "requires", "needs", "sanitized", "scrubbed", "truncated", "safe", "max", "min", "invalid", "last4",
    ];

    private static readonly HashSet<string> Neutral = ["value", "text", "plain", "plaintext", "raw", "string", "str", "input", "header", "claim"];

    /// <summary>What a datum of that name is; null when the name says of nothing that must not be logged.</summary>
    internal static SensitiveKind? Kind(string name)
    {
        var words = NameWords.Of(name);
        if (words.Any(Harmless.Contains) || words.Contains("last") && words.Any(w => w is "four" or "4" or "digits"))
            return null;
        NameWords.DropEndings(words, Neutral);
        if (words.Count > 1 && words[words.Count - 1] == "token" && OtherTokens.Contains(words[words.Count - 2]))
            return null;
        if (words.Count > 0 && NameWords.EndsIn(words, Several))
            words[words.Count - 1] = Regex.Replace(words[words.Count - 1], "(?<=address)es$|s$", "");
        return NameWords.EndsIn(words, Secret) ? SensitiveKind.Secret : NameWords.EndsIn(words, Numbers) ? SensitiveKind.Number : NameWords.EndsIn(words, Personal) ? SensitiveKind.Personal : null;
    }

    /// <summary>Whether the name is the bare word, which also means a piece of a text that is read.</summary>
    internal static bool IsBareToken(string name) => Regex.IsMatch(name, "^_?[Tt]oken[0-9]*$");

    /// <summary>Whether a name says that the code takes texts apart.</summary>
    internal static bool Reads(string name) =>
        NameWords.Of(name).Exists(w => w is "parser" or "parse" or "lexer" or "lex" or "tokenizer" or "tokenize" or "scanner" or "scan" or "syntax" or "expression" or "template" or "csv" or "interpreter" or "compiler" or "grammar" or "keyword" or "keywords");

    /// <summary>Whether a method's name says that its result no longer shows the value.</summary>
    internal static bool Conceals(string method) =>
        NameWords.Of(method).Exists(w => w is "mask" or "masked" or "redact" or "hash" or "hashed" or "obfuscate" or "anonymize" or "anonymise" or "encrypt"
            or "protect" or "scrub" or "pseudonymize" or "sanitize" or "fingerprint" or "truncate" or "tokenize" or "digest");
}
