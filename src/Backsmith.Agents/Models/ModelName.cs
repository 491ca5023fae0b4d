using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Backsmith.Models;

/// <summary>A model as the user names it: <c>anthropic/claude-…</c>, <c>ollama/qwen3:32b</c>, <c>exec:COMMAND</c>.</summary>
/// <param name="Provider">Who answers.</param>
/// <param name="Name">What the provider calls it: a model, a deployment, a file, a command. Never empty.</param>
[JsonConverter(typeof(Json))]
public sealed record ModelName(ModelProvider Provider, string Name)
{
    private const string ExecPrefix = "exec:";

    private static readonly (string Word, ModelProvider Provider, string Example)[] Known =
    [
        ("anthropic", ModelProvider.Anthropic, "anthropic/claude-…"),
        ("openai", ModelProvider.OpenAi, "openai/gpt-…"),
        ("openrouter", ModelProvider.OpenRouter, "openrouter/VENDOR/MODEL"),
        ("ollama", ModelProvider.Ollama, "ollama/qwen3:32b"),
        ("openai-compatible", ModelProvider.OpenAiCompatible, "openai-compatible/MODEL"),
        ("azure", ModelProvider.Azure, "azure/DEPLOYMENT"),
        ("scripted", ModelProvider.Scripted, "scripted/FILE"),
    ];

    /// <summary>Reads one name.</summary>
    /// <exception cref="FormatException">It is none; the message names the providers there are.</exception>
    public static ModelName Parse(string text) => TryParse(text, out var name, out var error) ? name : throw new FormatException(error);

    /// <summary>Reads names in the order in which they are to be asked: <c>a,b</c>. A command of <c>exec:</c> reaches to the end of the text, commas included.</summary>
    /// <exception cref="FormatException">One of them is no name, or there is none.</exception>
    public static IReadOnlyList<ModelName> ParseList(string text)
    {
        var names = new List<ModelName>();
        var rest = text;
        while (true)
        {
            var comma = rest.TrimStart().StartsWith(ExecPrefix, StringComparison.Ordinal) ? -1 : rest.IndexOf(',', StringComparison.Ordinal);
            names.Add(Parse(comma < 0 ? rest : rest[..comma]));
            if (comma < 0)
            {
                return names;
            }

            rest = rest[(comma + 1)..];
        }
    }

    /// <summary>Reads one name, or says what is wrong with it.</summary>
    /// <param name="error">Names the providers there are; null when it is a name.</param>
    public static bool TryParse(string text, [NotNullWhen(true)] out ModelName? name, [NotNullWhen(false)] out string? error)
    {
        var trimmed = text.Trim();
        var slash = trimmed.IndexOf('/', StringComparison.Ordinal);
        name = trimmed.StartsWith(ExecPrefix, StringComparison.Ordinal) ? Of(ModelProvider.Exec, trimmed[ExecPrefix.Length..])
            : slash < 0 ? null
            : Known.Where(known => known.Word.Equals(trimmed[..slash], StringComparison.OrdinalIgnoreCase)).Select(known => Of(known.Provider, trimmed[(slash + 1)..])).FirstOrDefault();
        error = name is not null ? null
            : $"'{trimmed}' does not name a model. Write the provider and its model: {string.Join(", ", Known.Select(known => known.Example))} or exec:COMMAND.";
        return name is not null;
    }

    /// <summary>As it was written.</summary>
    public override string ToString() => Provider == ModelProvider.Exec ? ExecPrefix + Name : $"{Known.First(known => known.Provider == Provider).Word}/{Name}";

    private static ModelName? Of(ModelProvider provider, string name) => name.Trim() is { Length: > 0 } some && !some.Any(char.IsControl) ? new ModelName(provider, some) : null;

    private sealed class Json : JsonConverter<ModelName>
    {
        public override ModelName Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            TryParse(reader.GetString() ?? "", out var name, out var error) ? name : throw new JsonException(error);

        public override void Write(Utf8JsonWriter writer, ModelName value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
    }
}
