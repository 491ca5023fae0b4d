using System.Globalization;
using Backsmith.Sandbox.Copies;
using Backsmith.Sandboxes;

namespace Backsmith.Sandbox.DotNet;

/// <summary>Says how a command ended that did not end by itself.</summary>
internal static class Ending
{
    /// <summary>A sentence; null when it ended by itself.</summary>
    /// <param name="result">What came of it.</param>
    /// <param name="what">Its name, to begin the sentence.</param>
    /// <param name="command">The command, with its limits.</param>
    public static string? Of(CommandResult result, string what, SandboxCommand command) => result.Run.End switch
    {
        CommandEnd.Exited => null,
        CommandEnd.TimedOut => string.Create(CultureInfo.InvariantCulture, $"{what} did not end within {Span(command.Timeout)} and was stopped."),
        CommandEnd.OutputLimit => string.Create(CultureInfo.InvariantCulture, $"{what} printed more than {command.OutputLimit >> 20} MiB and was stopped."),
        _ => $"{what} was killed: it used more memory, processes or disk than the sandbox gives.",
    };

    private static string Span(TimeSpan time) => time >= TimeSpan.FromMinutes(2) ? FormattableString.Invariant($"{time.TotalMinutes:0} minutes") : FormattableString.Invariant($"{time.TotalSeconds:0} s");
}
