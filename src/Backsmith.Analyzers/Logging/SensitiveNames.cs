using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;

namespace Backsmith.Analyzers.Logging;

/// <summary>
/// Reads from the name of a datum what it is. English compounds end in what they name (<c>passwordLength</c> is a length),
/// so only the last words count, apart from neutral endings such as value or text.
/// </summary>
internal static class SensitiveNames
{
    private static readonly HashSet<string> Secret =
    [
        "password", "passwd", "pwd", "passphrase", "passcode", "secret", "secretkey", "clientsecret", "apikey", "apisecret", "accesskey", "privatekey", "signingkey", "encryptionkey",
        "token", "jwt", "accesstoken", "refreshtoken", "bearertoken", "authtoken", "idtoken", "sessiontoken", "resettoken", "cvv", "cvc", "cvv2", "securitycode", "securitynumber", "cardnumber", "creditcard",
        "creditcardnumber", "iban", "ssn", "socialsecuritynumber", "nationalid", "taxid", "passportnumber", "connectionstring", "authorization", "authorizationheader", "authheader", "pincode",
        "otp", "totp", "accountnumber", "bankaccount", "credentials",
    ];

    private static readonly HashSet<string> Personal = ["email", "mail", "emailaddress", "phone", "phonenumber", "mobile", "mobilenumber", "telephone", "dateofbirth", "birthdate", "birthday", "dob"];

    private static readonly HashSet<string> OtherTokens =
    [
        "cancellation", "page", "next", "continuation", "concurrency", "syntax", "sync", "placeholder", "change", "lock", "lease", "cursor", "row", "skip", "json", "xml", "current", "previous", "stop", "stopping", "metadata", "antiforgery",
    ];

    private static readonly HashSet<string> Harmless =
    [
        "masked", "redacted", "hashed", "encrypted", "hidden", "obfuscated", "anonymized", "anonymised", "protected", "is", "has", "no", "should", "requires", "needs", "sanitized", "scrubbed", "truncated", "safe", "max", "min", "invalid", "last4",
    ];

    private static readonly HashSet<string> Neutral = ["value", "text", "plain", "plaintext", "raw", "string", "str", "input", "header", "claim"];

    private static readonly Regex Words = new("[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+", RegexOptions.Compiled);

    /// <summary>"high" for a secret, "medium" for personal data, null for anything else.</summary>
    internal static string? Confidence(string name)
    {
        var words = Words.Matches(name).Cast<Match>().Select(m => m.Value.ToLowerInvariant()).ToList();
        if (words.Any(Harmless.Contains))
            return null;
        while (words.Count > 1 && (Neutral.Contains(words[words.Count - 1]) || char.IsDigit(words[words.Count - 1][0])))
            words.RemoveAt(words.Count - 1);
        if (words.Count > 1 && words[words.Count - 1] == "token" && OtherTokens.Contains(words[words.Count - 2]))
            return null;
        return Ends(words, Secret) ? "high" : Ends(words, Personal) ? "medium" : null;
    }

    /// <summary>Whether a method's name says that its result no longer shows the value.</summary>
    internal static bool Conceals(string method) =>
        Words.Matches(method).Cast<Match>().Any(m => m.Value.ToLowerInvariant() is "mask" or "masked" or "redact" or "hash" or "hashed" or "obfuscate" or "anonymize" or "anonymise" or "encrypt"
            or "protect" or "scrub" or "pseudonymize" or "sanitize" or "fingerprint" or "truncate" or "tokenize" or "digest");

    private static bool Ends(List<string> words, HashSet<string> terms)
    {
        var tail = "";
        for (var i = words.Count - 1; i >= 0 && i >= words.Count - 3; i--)
        {
            tail = words[i] + tail;
            if (terms.Contains(tail))
                return true;
        }

        return false;
    }
}
