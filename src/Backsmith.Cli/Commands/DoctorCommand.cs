using System.CommandLine;
using Backsmith.Cli.Running;

namespace Backsmith.Cli.Commands;

/// <summary><c>doctor</c>: what this machine offers and what to install.</summary>
internal static class DoctorCommand
{
    public static Command Create()
    {
        var command = new Command("doctor", "Say what this machine offers, what is missing and how to get it.");
        command.SetAction(async (_, cancellationToken) =>
        {
            await using var workplace = await Workplace.OpenAsync(cancellationToken);
            var support = await workplace.Sandbox.ProbeAsync(cancellationToken);
            foreach (var item in support.Requirements)
            {
                Console.Out.WriteLine($"{(item.Present ? "ok     " : item.Required ? "MISSING" : "missing")} {item.Name,-30} {item.Detail}{(item.Remedy is null ? "" : $"\n        to get it: {item.Remedy}")}");
            }

            Console.Out.WriteLine($"        state folder                   {workplace.State.Root}");
            return support.Usable ? ExitCode.Clean : ExitCode.Environment;
        });
        return command;
    }
}
