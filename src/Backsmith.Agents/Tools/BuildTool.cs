using System.Globalization;
using System.Text;
using Backsmith.Sandboxes;

namespace Backsmith.Agents.Tools;

/// <summary>Builds the copy.</summary>
public sealed class BuildTool : AgentTool<BuildTool.Arguments>
{
    private const int Most = 40;

    /// <summary>It takes none.</summary>
    public sealed record Arguments;

    /// <inheritdoc/>
    public override string Name => "build";

    internal override async ValueTask<ToolAnswer> RunAsync(Arguments arguments, ToolContext context, CancellationToken cancellationToken)
    {
        var copy = context.Workspace.Copy;
        var restore = await copy.RestoreAsync(context.Workspace.Subject, NetworkAccess.None, cancellationToken);
        return Answer(await copy.BuildAsync(context.Workspace.Subject, cancellationToken), restore);
    }

    /// <summary>Says what a build came to.</summary>
    internal static ToolAnswer.Said Answer(BuildOutcome build, RestoreOutcome restore)
    {
        var text = new StringBuilder();
        foreach (var package in restore.Missing.Take(Most))
        {
            text.Append(CultureInfo.InvariantCulture, $"The package {package.Id} {package.Version} is not to be had here: no patch that needs it is proven.\n");
        }

        text.Append(build.Succeeded ? "The build succeeded" : "The build FAILED");
        text.Append(CultureInfo.InvariantCulture, $": {build.Errors.Count} errors, {build.Warnings.Count} warnings.\n");
        text.Append(build.Problem is { } problem ? problem + "\n" : "");
        foreach (var message in build.Errors.Concat(build.Warnings).Take(Most))
        {
            text.Append(CultureInfo.InvariantCulture, $"{message.Path}:{message.Line}: {message.Code}: {message.Text}\n");
        }

        var left = build.Errors.Count + build.Warnings.Count - Most;
        return new ToolAnswer.Said(text.Append(left > 0 ? $"… and {left} more." : "").ToString().TrimEnd(), !build.Succeeded);
    }
}
