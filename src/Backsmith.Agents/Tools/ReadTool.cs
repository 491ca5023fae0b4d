using System.ComponentModel;
using System.Globalization;
using System.Text;

namespace Backsmith.Agents.Tools;

/// <summary>Reads a file.</summary>
public sealed class ReadTool : AgentTool<ReadTool.Arguments>
{
    private const int Most = 600;

    /// <summary>What to read.</summary>
    /// <param name="Path">File relative to the root.</param>
    /// <param name="From">First line, from 1.</param>
    /// <param name="Lines">How many lines.</param>
    public sealed record Arguments(
        [property: Description("File relative to the repository's root.")] string Path,
        [property: Description("First line, from 1.")] int From = 1,
        [property: Description("How many lines, up to 600.")] int Lines = Most);

    /// <inheritdoc/>
    public override string Name => "read";

    internal override async ValueTask<ToolAnswer> RunAsync(Arguments arguments, ToolContext context, CancellationToken cancellationToken)
    {
        if (RelativePath.Problem(arguments.Path) is { } problem)
        {
            return ToolAnswer.Wrong(problem);
        }

        if (await context.Workspace.ReadAsync(arguments.Path, cancellationToken) is not { } file)
        {
            return ToolAnswer.Wrong($"There is no text file '{arguments.Path}'. Use list or search to find it.");
        }

        var lines = file.Text.Split('\n');
        var count = lines[^1].Length == 0 ? lines.Length - 1 : lines.Length;
        var first = Math.Max(1, arguments.From);
        if (first > Math.Max(1, count))
        {
            return ToolAnswer.Wrong($"'{arguments.Path}' has {count} lines.");
        }

        var last = Math.Min(count, first + Math.Clamp(arguments.Lines, 1, Most) - 1);
        var text = new StringBuilder();
        for (var line = first; line <= last; line++)
        {
            text.Append(CultureInfo.InvariantCulture, $"{line}\t{lines[line - 1]}\n");
        }

        text.Append(last < count ? $"… {count - last} more lines." : $"({count} lines)");
        return ToolAnswer.Ok(text.ToString());
    }
}
