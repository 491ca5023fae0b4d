using System.CommandLine;
using Backsmith.Cli.Running;
using Backsmith.Server;

namespace Backsmith.Cli.Commands;

/// <summary><c>mcp</c>: the product as tools of another agent, by the Model Context Protocol.</summary>
internal static class McpCommand
{
    public static Command Create()
    {
        var root = new Option<string[]>("--root") { HelpName = "DIR", Description = "Only repositories at or below this folder can be worked on; can be given more than once; default: whatever you can read." };
        var command = new Command("mcp", "Serve other agents by the Model Context Protocol on standard input and output.") { root };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var roots = parsed.GetValue(root) ?? [];
            if (roots.FirstOrDefault(folder => !Directory.Exists(folder)) is { } missing)
            {
                await Console.Error.WriteLineAsync($"backsmith: '{missing}' is no folder.");
                return ExitCode.Usage;
            }

            await using var workplace = await Workplace.OpenAsync(cancellationToken);
            var engine = ServedEngine.Create(workplace, new Reach(roots));
            await using var input = Console.OpenStandardInput();
            await using var output = Console.OpenStandardOutput();
            // Whatever else in this process prints must not get between the messages.
            Console.SetOut(Console.Error);
            await McpOnStreams.ServeAsync(engine, input, output, cancellationToken);
            return ExitCode.Clean;
        });
        return command;
    }
}
