using System.Text.Json;
using System.Text.RegularExpressions;

namespace Backsmith.Models;

/// <summary>Reads a script: JSON Lines, a story or a turn a line.</summary>
internal static class ScriptFile
{
    private const int MaxRepeat = 10_000;

    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web) { AllowOutOfOrderMetadataProperties = true };

    /// <summary>Reads a file.</summary>
    /// <exception cref="ModelException">It is not there, or a line is not of the form; the message names the line.</exception>
    public static Script Read(string path)
    {
        try
        {
            return Parse(Path.GetFileName(path), File.ReadLines(path));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw Wrong($"The script {path} cannot be read. Check that the file is there.");
        }
    }

    /// <summary>Reads the lines of a script.</summary>
    /// <param name="name">Of the script, for messages.</param>
    public static Script Parse(string name, IEnumerable<string> lines)
    {
        var stories = new List<ScriptStory>();
        var turns = new List<ScriptTurn>();
        var number = 0;
        foreach (var text in lines)
        {
            number++;
            if (string.IsNullOrWhiteSpace(text) || text.TrimStart().StartsWith("//", StringComparison.Ordinal))
            {
                continue;
            }

            var line = Line(name, number, text);
            if (line.Story is { } story)
            {
                turns = [];
                stories.Add(new ScriptStory(story, line.When, turns));
                continue;
            }

            if (stories.Count == 0)
            {
                stories.Add(new ScriptStory("", null, turns));
            }

            turns.AddRange(Enumerable.Range(1, line.Repeat).Select(round => new ScriptTurn(number, round, line)));
        }

        return stories.Count > 0 ? new Script(stories) : throw Wrong($"The script {name} has no turn. See docs/scripted-model.md.");
    }

    private static ScriptLine Line(string name, int number, string text)
    {
        ScriptLine line;
        try
        {
            line = JsonSerializer.Deserialize<ScriptLine>(text, Format) ?? throw new JsonException("It is null.");
        }
        catch (Exception error) when (error is JsonException or NotSupportedException)
        {
            throw Wrong($"Line {number} of the script {name} is not of the form: {error.Message}");
        }

        return Fault(line) is { } fault ? throw Wrong($"Line {number} of the script {name} is not of the form: {fault}") : line;
    }

    private static string? Fault(ScriptLine line)
    {
        var says = line.Text is not null || line.Calls is { Count: > 0 } || line.Reasoning is not null;
        return line.Story is not null && (says || line.Fail is not null || line.Expect is not null) ? "the head of a story says nothing itself."
            : line.Story is null && line.When is not null ? "'when' belongs to the head of a story; a turn has 'expect'."
            : line.Story is null && line.Fail is null && !says ? "a turn has 'text', 'calls' or 'fail'."
            : line.Fail is not null && says ? "a turn that fails says nothing."
            : line.Finish is not (null or "length" or "stop") ? "'finish' is \"stop\" or \"length\"."
            : line.Repeat is < 1 or > MaxRepeat ? $"'repeat' is 1 to {MaxRepeat}."
            : line.Calls?.Any(call => call.Arguments.ValueKind is not (JsonValueKind.Object or JsonValueKind.String or JsonValueKind.Undefined)) == true ? "'arguments' is an object, or a text."
            : Pattern(line.When ?? line.Expect);
    }

    private static string? Pattern(ScriptExpectation? expectation)
    {
        try
        {
            return expectation?.Matches is { } pattern && Regex.Match("", pattern, RegexOptions.CultureInvariant, ScriptedChatClient.PatternTime) is null ? "" : null;
        }
        catch (ArgumentException error)
        {
            return $"'matches' is no regular expression: {error.Message}";
        }
    }

    private static ModelException Wrong(string what) => new(new ModelFailure.NotConfigured(what));
}
