using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;

namespace Backsmith.Analyzers.SecretsCrypto;

/// <summary>What the look of a text tells: drawn at random, chosen as a password, or the name of something.</summary>
internal static class SecretValues
{
    private const double LeastEntropy = 3.0;

    private static readonly Regex Separators = new(@"[^A-Za-z0-9+/=]+", RegexOptions.Compiled);
    private static readonly Regex Name = new(@"^[@$]?[A-Za-z]+\d{0,2}([_\-.:/ ]+[A-Za-z]+\d{0,2})*$", RegexOptions.Compiled);
    private static readonly Regex File = new(@"^(/|~/|\./|\.\./|[A-Za-z]:\\|file:)|\.(pem|pfx|p12|key|json|txt|xml|cer|crt|html|cshtml|aspx|js|css|png)$", RegexOptions.Compiled | RegexOptions.IgnoreCase);

    private static readonly HashSet<string> Defaults =
    [
        "password", "postgres", "root", "guest", "admin", "sa", "pass", "secret", "mysql", "test", "user", "rabbitmq", "redis", "mongo", "minioadmin", "elastic", "changeit", "123456", "1234", "12345678", "password123", "admin123",
    ];

    /// <summary>Sixteen characters or more, with a run that changes between capitals, small letters and digits as no word does.</summary>
    internal static bool LooksRandom(string value) =>
        value.Length >= 16 && !value.Any(char.IsWhiteSpace) && !IsLocation(value) && !value.Contains("://")
        && Separators.Split(value).Any(run => run.Length >= 12 && run.Any(char.IsDigit) && run.Any(char.IsLetter) && Changes(run) >= 4 && Entropy(run) >= LeastEntropy || IsGuidPart(value, run));

    /// <summary>A word with capitals, digits or signs mixed in, without a blank: <c>Winter!2024</c>.</summary>
    internal static bool LooksLikePassword(string value)
    {
        if (value.Length is < 6 or > 80 || value.Any(char.IsWhiteSpace) || IsLocation(value) || value.Contains("://") || value.IndexOfAny(['{', '}', '<', '>', '(', ')', '|', '\\', '^', '?', '[', ']']) >= 0)
            return false;
        var digits = value.Count(char.IsDigit);
        if (digits == value.Length)
            return true;
        var signs = value.Count(c => "!@#$%&*+~;,'`".IndexOf(c) >= 0);
        var mixed = value.Any(char.IsUpper) && value.Any(char.IsLower);
        return value.Any(char.IsLetter) && (digits >= 3 && !IsName(value) || digits >= 1 && (signs >= 1 || mixed && !IsName(value)) || signs >= 1 && mixed && !value.StartsWith("@", StringComparison.Ordinal));
    }

    /// <summary>Words joined by separators: the name of a header, a claim, a setting or a route.</summary>
    internal static bool IsName(string value) => Name.IsMatch(value);

    internal static bool IsLocation(string value) => File.IsMatch(value);

    /// <summary>A password that servers come with: harmless where only this machine reaches them.</summary>
    internal static bool IsDefault(string value) => Defaults.Contains(value.ToLowerInvariant()) || Regex.IsMatch(value, "^p[a@]ss(w[o0]rd)?[!@#1-9]*$", RegexOptions.IgnoreCase);

    private static bool IsGuidPart(string value, string run) => run.Length == 12 && Guid.TryParse(value, out _);

    private static int Changes(string run)
    {
        var changes = 0;
        for (var i = 1; i < run.Length; i++)
        {
            if (Class(run[i]) != Class(run[i - 1]))
                changes++;
        }

        return changes;
    }

    private static int Class(char c) => char.IsDigit(c) ? 0 : char.IsUpper(c) ? 1 : char.IsLower(c) ? 2 : 3;

    /// <summary>Shannon's entropy in bits for each character.</summary>
    private static double Entropy(string text) => text.GroupBy(c => c).Select(g => (double)g.Count() / text.Length).Sum(p => -p * Math.Log(p, 2));
}
