using System.ComponentModel;
using System.Text;

namespace Backsmith.Agents.Tools;

/// <summary>Lists files.</summary>
public sealed class ListTool : AgentTool<ListTool.Arguments>
{
    private const int Most = 400;

    /// <summary>What to list.</summary>
    /// <param name="Path">Folder relative to the root.</param>
    /// <param name="Glob">Pattern of names.</param>
    public sealed record Arguments(
        [property: Description("Folder relative to the repository's root; empty for the root.")] string Path = "",
        [property: Description("Glob of paths, for example **/*Controller.cs; empty for all.")] string Glob = "");

    /// <inheritdoc/>
    public override string Name => "list";

    internal override async ValueTask<ToolAnswer> RunAsync(Arguments arguments, ToolContext context, CancellationToken cancellationToken)
    {
        if (RelativePath.Problem(arguments.Path, mayBeRoot: true) is { } problem)
        {
            return ToolAnswer.Wrong(problem);
        }

        List<string> command = ["rg", "--files", "--hidden", "--sort", "path", "-g", "!.git", "-g", "!**/bin/**", "-g", "!**/obj/**", "-g", "!**/node_modules/**"];
        command.AddRange(arguments.Glob.Length > 0 ? ["-g", arguments.Glob] : []);
        command.AddRange(["--", arguments.Path.Length > 0 ? arguments.Path : "."]);
        var outcome = await context.Workspace.RunAsync("list", command, writes: false, TimeSpan.FromMinutes(1), cancellationToken);
        var files = Encoding.UTF8.GetString(outcome.Output).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(path => path.StartsWith("./", StringComparison.Ordinal) ? path[2..] : path).ToList();
        return files.Count == 0
            ? ToolAnswer.Ok("No file matches.")
            : ToolAnswer.Ok(string.Join('\n', files.Take(Most)) + (files.Count > Most ? $"\n… and {files.Count - Most} more; narrow it with path or glob." : ""));
    }
}
