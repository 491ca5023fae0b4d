using System.ComponentModel;
using System.Text;
using Backsmith.Sandboxes;

namespace Backsmith.Agents.Tools;

/// <summary>Searches text.</summary>
public sealed class SearchTool : AgentTool<SearchTool.Arguments>
{
    private const int Most = 200;

    /// <summary>What to search.</summary>
    /// <param name="Pattern">Regular expression.</param>
    /// <param name="Path">Folder or file.</param>
    /// <param name="Glob">Pattern of paths.</param>
    /// <param name="Context">Lines around each match.</param>
    public sealed record Arguments(
        [property: Description("Regular expression (Rust syntax).")] string Pattern,
        [property: Description("Folder or file relative to the root; empty for all.")] string Path = "",
        [property: Description("Glob of paths, for example **/*.cs; empty for all.")] string Glob = "",
        [property: Description("Lines to show around each match, 0 to 10.")] int Context = 0);

    /// <inheritdoc/>
    public override string Name => "search";

    internal override async ValueTask<ToolAnswer> RunAsync(Arguments arguments, ToolContext context, CancellationToken cancellationToken)
    {
        if (RelativePath.Problem(arguments.Path, mayBeRoot: true) is { } problem)
        {
            return ToolAnswer.Wrong(problem);
        }

        List<string> command = ["rg", "-n", "--no-heading", "--hidden", "--sort", "path", "--max-columns", "400", "--max-columns-preview", "-g", "!.git", "-g", "!**/bin/**", "-g", "!**/obj/**", "-C", $"{Math.Clamp(arguments.Context, 0, 10)}"];
        command.AddRange(arguments.Glob.Length > 0 ? ["-g", arguments.Glob] : []);
        command.AddRange(["-e", arguments.Pattern, "--", arguments.Path.Length > 0 ? arguments.Path : "."]);
        var outcome = await context.Workspace.RunAsync("search", command, writes: false, TimeSpan.FromMinutes(1), cancellationToken);
        if (outcome.Run.End != CommandEnd.Exited || outcome.Run.ExitCode > 1)
        {
            return ToolAnswer.Wrong(Encoding.UTF8.GetString(outcome.Errors).Trim() is { Length: > 0 } said ? said : $"The search was stopped: {outcome.Run.End}.");
        }

        var lines = Encoding.UTF8.GetString(outcome.Output).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.StartsWith("./", StringComparison.Ordinal) ? line[2..] : line).ToList();
        return lines.Count == 0
            ? ToolAnswer.Ok("No match.")
            : ToolAnswer.Ok(string.Join('\n', lines.Take(Most)) + (lines.Count > Most ? $"\n… and {lines.Count - Most} more lines; narrow it with path or glob." : ""));
    }
}
