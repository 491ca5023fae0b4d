using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Backsmith.Agents.Loop;

/// <summary>Notices when a worker does the same again and again and sees the same each time.</summary>
internal sealed class RepeatedActions
{
    private const int Told = 3;
    private const int Stopped = 6;
    private const int LongestCycle = 3;
    private const int Window = Stopped * LongestCycle;

    private const string Warning = "\n[You have done this ";

    private readonly List<string> _last = [];

    /// <summary>What a recorded conversation has seen already.</summary>
    public static RepeatedActions In(IReadOnlyList<ChatMessage> messages)
    {
        var repeated = new RepeatedActions();
        // In order: some servers give every answer's calls the same ids.
        var calls = new Dictionary<string, FunctionCallContent>();
        foreach (var content in messages.SelectMany(message => message.Contents))
        {
            if (content is FunctionCallContent made)
            {
                calls[made.CallId] = made;
            }
            else if (content is FunctionResultContent result && calls.TryGetValue(result.CallId, out var call))
            {
                repeated.Note(call.Name, JsonSerializer.Serialize(call.Arguments ?? new Dictionary<string, object?>(), AIJsonUtilities.DefaultOptions), $"{result.Result}".Split(Warning)[0]);
            }
        }

        return repeated;
    }

    /// <summary>Why the worker has to be stopped; null while it need not.</summary>
    public string? Stop { get; private set; }

    /// <summary>Takes in what was done and what came of it. The answer is added to what the model is shown; empty when nothing is wrong.</summary>
    public string Note(string tool, string arguments, string result)
    {
        _last.Add($"{tool}\0{arguments}\0{result}");
        if (_last.Count > Window)
        {
            _last.RemoveAt(0);
        }

        var times = Enumerable.Range(1, LongestCycle).Max(Repeats);
        if (times >= Stopped)
        {
            Stop = string.Create(CultureInfo.InvariantCulture, $"The model did the same {times} times with the same result ({tool}).");
        }

        return times >= Told
            ? string.Create(CultureInfo.InvariantCulture, $"{Warning}{times} times with the same result. Do something else, or hand in what you have.]")
            : "";
    }

    /// <summary>How often the last <paramref name="length"/> actions stand at the end, one after the other.</summary>
    private int Repeats(int length)
    {
        var times = 1;
        while ((times + 1) * length <= _last.Count && Enumerable.Range(1, length).All(back => _last[^back] == _last[^(back + times * length)]))
        {
            times++;
        }

        return times;
    }
}
