using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Backsmith.Storage;

namespace Backsmith.Secrets;

/// <summary>Leaves secrets out of what is reported: values that findings stand on, and texts that are secrets by their shape.</summary>
/// <remarks>The patch is never changed: what is applied must be what was proven.</remarks>
/// <param name="secrets">Known values, longest first.</param>
public sealed class Redaction(IReadOnlyList<string> secrets)
{
    /// <summary>What stands in the place of a secret.</summary>
    public const string Mark = "[redacted]";

    /// <summary>A word of this length or longer is a secret wherever it stands by itself; a shorter one only where it is quoted or assigned.</summary>
    private const int Telling = 12;

    /// <summary>Members that name things: a reader must find them as they are.</summary>
    private static readonly HashSet<string> Names = ["path", "oldPath", "newPath", "ruleId", "category", "fingerprint", "fingerprints", "executionId", "id", "partialFingerprints", "logDigest", "digest", "key", "kind", "uri", "fullyQualifiedName", "sha256", "gitTree", "insertedContent"];

    private readonly IReadOnlyList<Regex> _encoded = [.. secrets.Select(EncodedSecret.Pattern).OfType<Regex>()];

    /// <summary>Whether one of the known values stands in a text, as it is or encoded.</summary>
    public bool Finds(string text) => secrets.Any(secret => text.Contains(secret, StringComparison.Ordinal)) || _encoded.Any(form => form.IsMatch(text));

    /// <summary>The text without secrets.</summary>
    public string Of(string text)
    {
        foreach (var secret in secrets)
        {
            text = Replace(text, secret);
        }

        foreach (var form in _encoded)
        {
            text = form.Replace(text, Mark);
        }

        foreach (var pattern in SecretPatterns.All)
        {
            text = pattern.Replace(text, match =>
            {
                var group = match.Groups["secret"];
                return group.Value.Contains(Mark, StringComparison.Ordinal) ? match.Value : match.Value[..(group.Index - match.Index)] + Mark + match.Value[(group.Index - match.Index + group.Length)..];
            });
        }

        return text;
    }

    /// <summary>Bytes of a log or a file as they may be handed over: the same bytes when there is nothing to leave out.</summary>
    public byte[] Of(byte[] content)
    {
        var text = Encoding.UTF8.GetString(content);
        var clean = Of(text);
        return clean == text ? content : Encoding.UTF8.GetBytes(clean);
    }

    /// <summary>A record whose texts hold no secret; names, paths and identifiers stay.</summary>
    public T OfRecord<T>(T record)
        where T : class
    {
        var node = JsonSerializer.SerializeToNode(record, RecordJson.Options);
        return OfNode(node).Deserialize<T>(RecordJson.Options)!;
    }

    /// <summary>A copy of a JSON tree whose texts hold no secret.</summary>
    public JsonNode? OfNode(JsonNode? node) => node switch
    {
        JsonObject members => new JsonObject(members.Select(member => KeyValuePair.Create(member.Key, Names.Contains(member.Key) ? member.Value?.DeepClone() : OfNode(member.Value)))),
        JsonArray items => new JsonArray([.. items.Select(OfNode)]),
        JsonValue value when value.GetValueKind() == JsonValueKind.String => JsonValue.Create(Of(value.GetValue<string>())),
        _ => node?.DeepClone(),
    };

    private static string Replace(string text, string secret)
    {
        var word = secret.All(char.IsLetter) && secret.Length < Telling;
        var from = 0;
        StringBuilder? clean = null;
        for (var at = text.IndexOf(secret, StringComparison.Ordinal); at >= 0; at = text.IndexOf(secret, at + secret.Length, StringComparison.Ordinal))
        {
            if (!StandsAlone(text, at, secret) || (word && !IsValue(text, at, at + secret.Length)))
            {
                continue;
            }

            clean = (clean ?? new StringBuilder()).Append(text, from, at - from).Append(Mark);
            from = at + secret.Length;
        }

        return clean is null ? text : clean.Append(text, from, text.Length - from).ToString();
    }

    /// <summary>Whether the text around it does not make it a part of a longer word.</summary>
    private static bool StandsAlone(string text, int at, string secret)
    {
        var end = at + secret.Length;
        return !(at > 0 && char.IsLetterOrDigit(secret[0]) && char.IsLetterOrDigit(text[at - 1]))
            && !(end < text.Length && char.IsLetterOrDigit(secret[^1]) && char.IsLetterOrDigit(text[end]));
    }

    private static bool IsValue(string text, int at, int end)
    {
        var before = text.AsSpan(0, at).TrimEnd(' ');
        return (at > 0 && text[at - 1] is '"' or '\'' && end < text.Length && (text[end] is '"' or '\'' or '\\'))
            || (before.Length > 0 && before[^1] is '=' or ':');
    }
}
