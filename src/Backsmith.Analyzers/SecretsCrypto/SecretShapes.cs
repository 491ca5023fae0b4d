using System;
using System.Linq;
using System.Text.RegularExpressions;

namespace Backsmith.Analyzers.SecretsCrypto;

/// <summary>Texts whose shape says whose secret they are, whatever they are called. The shapes are those the providers publish.</summary>
internal static class SecretShapes
{
    private static readonly TimeSpan Limit = TimeSpan.FromMilliseconds(200);

    private static readonly (string Kind, Regex Shape)[] Known =
    [
        Shape("an AWS access key", @"\b(AKIA|ASIA)[0-9A-Z]{16}\b"),
        Shape("a GitHub token", @"\b(gh[pousr]_[A-Za-z0-9]{36,}|github_pat_[A-Za-z0-9_]{50,})"),
        Shape("a GitLab token", @"\bglpat-[\w-]{20,}"),
        Shape("a Slack token", @"\bxox[abprs]-[0-9A-Za-z-]{20,}"),
        Shape("a Slack webhook", @"https://hooks\.slack\.com/services/T\w{6,}/B\w{6,}/\w{16,}"),
        Shape("a Stripe secret key", @"\b[sr]k_(live|test)_[0-9A-Za-z]{16,}"),
        Shape("a webhook signing secret", @"\bwhsec_[0-9A-Za-z+/=]{24,}"),
        Shape("a Google API key", @"\bAIza[0-9A-Za-z_-]{35}"),
        Shape("a Google client secret", @"\bGOCSPX-[\w-]{20,}"),
        Shape("a SendGrid key", @"\bSG\.[\w-]{16,}\.[\w-]{16,}"),
        Shape("a Mailgun key", @"\bkey-[0-9a-f]{32}\b"),
        Shape("an npm token", @"\bnpm_[A-Za-z0-9]{36}\b"),
        Shape("a NuGet API key", @"\boy2[a-z0-9]{43}\b"),
        Shape("an Anthropic key", @"\bsk-ant-[\w-]{20,}"),
        Shape("an OpenAI key", @"\bsk-(proj-)?[A-Za-z0-9_-]*[0-9][A-Za-z0-9_-]{24,}"),
        Shape("a Telegram bot token", @"\b\d{8,10}:AA[\w-]{33}\b"),
        Shape("an Azure account key", @"\b(AccountKey|SharedAccessKey)=[A-Za-z0-9+/]{40,}={0,2}"),
        Shape("a signed access token", @"\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{20,}"),
        Shape("a Brevo key", @"\bx(key|smtp)sib-[0-9a-f]{40,}-\w{10,}"),
        Shape("a Mailchimp key", @"\b[0-9a-f]{32}-us[0-9]{1,2}\b"),
        Shape("a Hugging Face token", @"\bhf_[A-Za-z]{34}\b"),
        Shape("a DigitalOcean token", @"\bdo[opr]_v1_[0-9a-f]{64}\b"),
        Shape("a Shopify token", @"\bshp(at|ca|pa|ss)_[0-9a-fA-F]{32}\b"),
        Shape("a Square token", @"\bsq0(atp|csp)-[\w-]{22,43}"),
        Shape("a Databricks token", @"\bdapi[0-9a-f]{32}\b"),
        Shape("a Postman key", @"\bPMAK-[0-9a-f]{24}-[0-9a-f]{34}\b"),
        Shape("a Grafana token", @"\bgl(sa|c)_[A-Za-z0-9+/=_]{32,}"),
        Shape("a Vault token", @"\bhv[sb]\.[\w-]{24,}"),
        Shape("a Docker token", @"\bdckr_pat_[\w-]{27}"),
        Shape("a PyPI token", @"\bpypi-AgEIcHlwaS5vcmc[\w-]{50,}"),
        Shape("an Entra client secret", @"(?<![\w~.-])[\w~.-]{3}[0-9]Q~[\w~.-]{31,34}(?![\w~.-])"),
        Shape("a private key", @"-----BEGIN (RSA |EC |DSA |OPENSSH |ENCRYPTED )?PRIVATE KEY-----(\\n|\\r|\s)*[A-Za-z0-9+/=\\\s]{64,}"),
    ];

    /// <summary>Keys that their makers publish: the storage and database emulators, and the specimen token of jwt.io.</summary>
    private static readonly string[] Published = ["Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq", "C2y6yDjf5/R+ob0N8A7Cgv30VRDJIWEHLM", "eyJzdWIiOiIxMjM0NTY3ODkwIi"];

    /// <summary>What the text is, as <c>a GitHub token</c>; null when no shape says so.</summary>
    internal static string? Of(string text)
    {
        if (text.Length < 16 || Published.Any(p => text.IndexOf(p, StringComparison.Ordinal) >= 0))
            return null;
        foreach (var (kind, shape) in Known)
        {
            if (Find(shape, text) is { } found && !Placeholders.IsIn(found))
                return kind;
        }

        return null;
    }

    internal static bool IsPublished(string text) => Published.Any(p => text.IndexOf(p, StringComparison.Ordinal) >= 0);

    private static string? Find(Regex shape, string text)
    {
        try
        {
            return shape.Match(text) is { Success: true } match ? match.Value : null;
        }
        catch (RegexMatchTimeoutException)
        {
            return null;
        }
    }

    private static (string, Regex) Shape(string kind, string pattern) => (kind, new Regex(pattern, RegexOptions.CultureInvariant, Limit));
}
