using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using Backsmith.Analyzers.DataFlow;

namespace Backsmith.Analyzers.SecretsCrypto;

/// <summary>
/// Whether a text stands where a secret will be put, or says where it comes from: empty, <c>&lt;your-key&gt;</c>, <c>changeme</c>, <c>${NAME}</c>, a reference to a vault.
/// A weak value that works as it stands (<c>admin123</c>) is no placeholder.
/// </summary>
internal static class Placeholders
{
    private static readonly Regex Reference = new(
        @"^<.*>$|^\[.*\]$|^\{.*\}$|\$\{|\$\(|\{\{|#\{|^%\w+%$|^__\w+__$|^\$[A-Z_]+$|^@Microsoft\.KeyVault|^(env|vault|keyvault|secretref|secret|ssm|kv|config|key)[:/]|^op://|^arn:aws:|^projects/[\w-]+/secrets/|<[\w \-:.]{3,}>",
        RegexOptions.Compiled | RegexOptions.CultureInvariant | RegexOptions.IgnoreCase);

    private static readonly HashSet<string> Words =
    [
        "your", "yours", "placeholder", "changeme", "changeit", "changethis", "replace", "replaceme", "insert", "todo", "tbd", "dummy", "sample", "example", "fake", "mock", "mocked", "redacted", "removed",
        "hidden", "masked", "omitted", "override", "overridden", "undefined", "null", "none", "notset", "unset", "empty", "here", "usersecrets", "foo", "bar", "foobar", "lorem", "ipsum",
    ];

    private static readonly string[] Phrases =
    [
        "changeme", "change-me", "change_me", "change this", "changethis", "change-this", "change_this", "tochange", "to-be-set", "to be set", "set by", "set in", "set via", "not-set", "not set", "user-secrets", "user secrets",
        "replace", "in-production", "in_production", "inproduction", "xxxx", "....", "****", "your-", "your_", "n/a",
    ];

    internal static bool Is(string value)
    {
        var text = value.Trim();
        if (text.Length == 0 || Reference.IsMatch(text) || text.Distinct().Count() <= 2 || text.All(c => !char.IsLetterOrDigit(c)))
            return true;
        if (SecretValues.LooksRandom(text))
            return IsIn(text);
        if (text.All(c => c is >= 'A' and <= 'Z' or '_' or '-' or ' '))
            return true;
        if (Phrases.Any(p => text.IndexOf(p, StringComparison.OrdinalIgnoreCase) >= 0) || text.StartsWith("your", StringComparison.OrdinalIgnoreCase))
            return true;
        return NameWords.Of(text).Any(Words.Contains);
    }

    /// <summary>The same for a text whose shape alone says what it is: only what no random text holds.</summary>
    internal static bool IsIn(string shaped) =>
        new[] { "example", "xxxx", "placeholder", "your", "changeme", "0000000", "1234567890", "abcdefgh", "dummy", "redacted" }.Any(w => shaped.IndexOf(w, StringComparison.OrdinalIgnoreCase) >= 0) || Reference.IsMatch(shaped);
}
