using System.Reflection;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Backsmith.Models;

/// <summary>A conversation as one text, for an agent that is started with it: what it has to do, and what was done already when an earlier start of it was interrupted.</summary>
internal static class ExternalPrompt
{
    /// <summary>Writes the text.</summary>
    public static string Of(IReadOnlyList<ChatMessage> messages)
    {
        var text = new StringBuilder(Frame());
        var begun = false;
        foreach (var message in messages)
        {
            if (message.Role == ChatRole.Assistant && !begun)
            {
                begun = true;
                text.Append("\n\n# What you did so far\n\nYou were interrupted, or put this aside, and go on from here. The copy is as you left it.");
            }

            foreach (var content in message.Contents)
            {
                Append(text, message.Role, content);
            }
        }

        return text.Append('\n').ToString();
    }

    private static void Append(StringBuilder text, ChatRole role, AIContent content)
    {
        switch (content)
        {
            case TextContent said when role == ChatRole.Assistant:
                text.Append("\n\nYou said: ").Append(said.Text);
                break;
            case TextContent said:
                text.Append("\n\n").Append(said.Text.TrimEnd());
                break;
            case FunctionCallContent call:
                text.Append("\n\nYou called ").Append(call.Name).Append(' ').Append(JsonSerializer.Serialize(call.Arguments, ModelJson.Options));
                break;
            case FunctionResultContent result:
                text.Append("\nIt answered: ").Append(result.Result as string ?? JsonSerializer.Serialize(result.Result, ModelJson.Options));
                break;
        }
    }

    private static string Frame()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("prompts/external.md") ?? throw new InvalidOperationException("external.md is missing.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n").TrimEnd();
    }
}
