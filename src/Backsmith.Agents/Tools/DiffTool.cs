using System.ComponentModel;
using System.Text;
using Backsmith.Patches;
using Backsmith.Repositories;

namespace Backsmith.Agents.Tools;

/// <summary>Shows in what the copy differs from the base: what the patch will be made of.</summary>
public sealed class DiffTool : AgentTool<DiffTool.Arguments>
{
    /// <summary>Less than what is clipped: a file is shown whole or named.</summary>
    private const int Longest = 11_000;

    /// <summary>Where.</summary>
    /// <param name="Path">Folder or file.</param>
    public sealed record Arguments([property: Description("Folder or file relative to the root; empty for all.")] string Path = "");

    /// <inheritdoc/>
    public override string Name => "diff";

    internal override async ValueTask<ToolAnswer> RunAsync(Arguments arguments, ToolContext context, CancellationToken cancellationToken)
    {
        var patch = await context.Workspace.Copy.DiffAsync(PatchAuthor.Agent, cancellationToken);
        if (!patch.Paths.Any(path => TreePath.IsWithin(path, arguments.Path)))
        {
            return ToolAnswer.Ok(arguments.Path.Length == 0 ? "Nothing differs from the base." : $"Nothing differs from the base at '{arguments.Path}'.");
        }

        var alone = patch.Files.Any(file => file.Paths.Contains(arguments.Path, StringComparer.Ordinal));
        return ToolAnswer.Ok(DiffText.Of(Encoding.UTF8.GetString(patch.Diff.Span), alone ? int.MaxValue : Longest, path => TreePath.IsWithin(path, arguments.Path)).TrimEnd());
    }
}
