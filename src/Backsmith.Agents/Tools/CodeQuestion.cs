using System.Globalization;
using System.Text;
using Backsmith.Inspection;

namespace Backsmith.Agents.Tools;

/// <summary>Asks the inspector, and puts its answer into words.</summary>
internal static class CodeQuestion
{
    public static async ValueTask<ToolAnswer> AskAsync(ToolContext context, CodeQuery query, CancellationToken cancellationToken)
    {
        var code = await context.Workspace.CodeAsync(cancellationToken);
        var answer = await code.QueryAsync(query, cancellationToken);
        var text = new StringBuilder();
        Write(text, answer);
        foreach (var note in answer.Notes)
        {
            text.Append(CultureInfo.InvariantCulture, $"[{note}]\n");
        }

        return new ToolAnswer.Said(text.ToString().TrimEnd(), answer is CodeAnswer.Unanswered);
    }

    private static void Write(StringBuilder text, CodeAnswer answer)
    {
        switch (answer)
        {
            case CodeAnswer.Unanswered no:
                text.Append(no.Reason).Append(no.Nearest.Count > 0 ? $" Nearest:\n{string.Join('\n', no.Nearest)}" : "").Append('\n');
                break;
            case CodeAnswer.Symbols symbols:
                text.Append(symbols.Found.Count == 0 ? "No declaration has such a name.\n" : "");
                foreach (var symbol in symbols.Found)
                {
                    Write(text, symbol);
                }

                text.Append(symbols.More > 0 ? $"… and {symbols.More} more.\n" : "");
                break;
            case CodeAnswer.Outline outline:
                text.Append(CultureInfo.InvariantCulture, $"{outline.Path} ({outline.Lines} lines)\n");
                foreach (var member in outline.Members)
                {
                    text.Append(' ', 2 * (member.Depth + 1)).Append(string.Concat(member.Attributes.Select(attribute => $"[{attribute}] "))).Append(CultureInfo.InvariantCulture, $"{member.Signature}  :{member.Lines.First}-{member.Lines.Last}\n");
                }

                text.Append(outline.More > 0 ? $"… and {outline.More} more.\n" : "");
                break;
            default:
                throw new InvalidOperationException($"No words for {answer.GetType().Name}.");
        }
    }

    private static void Write(StringBuilder text, CodeSymbol symbol)
    {
        var place = symbol.Path is null ? symbol.Assembly : string.Create(CultureInfo.InvariantCulture, $"{symbol.Path}:{symbol.Lines?.First}-{symbol.Lines?.Last}");
        text.Append(CultureInfo.InvariantCulture, $"{symbol.Signature}  [{symbol.Name}]  {place}{(symbol.Summary is { } summary ? $"  // {summary}" : "")}\n");
        foreach (var member in symbol.Members)
        {
            text.Append("  ").Append(member).Append('\n');
        }

        text.Append(symbol.MoreMembers > 0 ? $"  … and {symbol.MoreMembers} more members.\n" : "");
    }
}
