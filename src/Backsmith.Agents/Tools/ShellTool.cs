using System.ComponentModel;
using System.Globalization;
using System.Text;
using Backsmith.Sandboxes;

namespace Backsmith.Agents.Tools;

/// <summary>Runs a shell command.</summary>
public sealed class ShellTool : AgentTool<ShellTool.Arguments>
{
    private const int LongestSeconds = 600;

    /// <summary>What to run.</summary>
    /// <param name="Command">For bash.</param>
    /// <param name="Seconds">Time limit.</param>
    public sealed record Arguments(
        [property: Description("Command line for bash.")] string Command,
        [property: Description("Time limit in seconds, up to 600.")] int Seconds = 120);

    /// <inheritdoc/>
    public override string Name => "shell";

    internal override async ValueTask<ToolAnswer> RunAsync(Arguments arguments, ToolContext context, CancellationToken cancellationToken)
    {
        var limit = TimeSpan.FromSeconds(Math.Clamp(arguments.Seconds, 1, LongestSeconds));
        context.Progress.Report($"$ {arguments.Command}");
        var outcome = await context.Workspace.RunAsync("shell", ["/bin/bash", "-c", arguments.Command], writes: true, limit, cancellationToken);
        var end = outcome.Run.End switch
        {
            CommandEnd.Exited => string.Create(CultureInfo.InvariantCulture, $"exit code {outcome.Run.ExitCode}"),
            CommandEnd.TimedOut => string.Create(CultureInfo.InvariantCulture, $"stopped after {limit.TotalSeconds} s"),
            CommandEnd.OutputLimit => "stopped: it printed too much",
            _ => "killed by a limit of memory, processes or file size",
        };
        var said = (Encoding.UTF8.GetString(outcome.Output) + Encoding.UTF8.GetString(outcome.Errors)).TrimEnd();
        return new ToolAnswer.Said($"{said}\n[{end}]".TrimStart('\n'), outcome.Run is not { End: CommandEnd.Exited, ExitCode: 0 });
    }
}
