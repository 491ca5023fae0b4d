using System.Text.RegularExpressions;

namespace Backsmith.Secrets;

/// <summary>Texts that are secrets by their shape, whatever holds them.</summary>
/// <remarks>Every repetition that can begin anew inside of itself is bounded: logs are written by code under review, and reading them must stay linear.</remarks>
internal static partial class SecretPatterns
{
    /// <summary>Patterns whose group <c>secret</c> is to be left out.</summary>
    public static IReadOnlyList<Regex> All { get; } = [PrivateKey(), Connection(), Address(), Token(), WebToken(), Authorization()];

    /// <summary>PEM (RFC 7468); without its end when the text was cut.</summary>
    [GeneratedRegex(@"-----BEGIN [A-Z ]*PRIVATE KEY-----(?<secret>[\s\S]+?)(?=-----END [A-Z ]*PRIVATE KEY-----|\z)", RegexOptions.CultureInvariant)]
    private static partial Regex PrivateKey();

    /// <summary>A pair of a connection string: behind a quote or a semicolon, so that an assignment in code is none.</summary>
    [GeneratedRegex(@"(?<=[;""',]\s{0,4})(?:password|pwd|account\s?key|shared\s?access\s?key|shared\s?access\s?signature|access\s?key|client\s?secret)\s{0,4}=\s{0,4}(?<secret>[^;""'\s{}<>\\,][^;""'\s{}<>\\]*)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Connection();

    /// <summary>User information of an address (RFC 3986, 3.2.1).</summary>
    [GeneratedRegex(@"\b[a-z][a-z0-9+.\-]{1,20}://[^\s:/@?#""'{}]*:(?<secret>[^\s/@""'{}]+)@", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Address();

    /// <summary>Keys with a prefix of their provider: AWS, GitHub, Slack, Stripe, Google, SendGrid, GitLab, npm, OpenAI and Anthropic, Hugging Face.</summary>
    [GeneratedRegex(@"\b(?<secret>(?:AKIA|ASIA)[0-9A-Z]{16}|gh[pousr]_[A-Za-z0-9]{36,}|github_pat_[A-Za-z0-9_]{22,200}|xox[abprs]-[A-Za-z0-9-]{10,200}|[srw]k_(?:live|test)_[A-Za-z0-9]{16,}|whsec_[A-Za-z0-9]{16,}|AIza[0-9A-Za-z_\-]{35}|SG\.[A-Za-z0-9_\-]{16,100}\.[A-Za-z0-9_\-]{16,100}|glpat-[A-Za-z0-9_\-]{20,100}|npm_[A-Za-z0-9]{36}|sk-(?=[A-Za-z_\-]{0,100}[0-9])[A-Za-z0-9_\-]{20,200}|hf_[A-Za-z0-9]{30,100})", RegexOptions.CultureInvariant)]
    private static partial Regex Token();

    /// <summary>A signed JSON Web Token (RFC 7519).</summary>
    [GeneratedRegex(@"\b(?<secret>eyJ[A-Za-z0-9_\-]{8,1000}\.eyJ[A-Za-z0-9_\-]{8,4000}\.[A-Za-z0-9_\-]{8,1000})", RegexOptions.CultureInvariant)]
    private static partial Regex WebToken();

    /// <summary>Credentials of an Authorization header (RFC 9110, 11.6.2).</summary>
    [GeneratedRegex(@"\bauthorization""?\s{0,4}[:=,]\s{0,4}""?(?:basic|bearer)\s{1,4}(?<secret>[A-Za-z0-9._~+/\-]{8,4000}=*)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Authorization();
}
