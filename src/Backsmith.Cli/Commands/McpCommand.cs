using System.CommandLine;
using System.Net;
using Backsmith.Cli.Running;
using Backsmith.Server;
using Backsmith.Server.Http;

namespace Backsmith.Cli.Commands;

/// <summary><c>mcp</c>: the product as tools of another agent, by the Model Context Protocol.</summary>
internal static class McpCommand
{
    public static Command Create()
    {
        var root = new Option<string[]>("--root") { HelpName = "DIR", Description = "Only repositories at or below this folder can be worked on; can be given more than once; default: whatever you can read." };
        var http = new Option<string?>("--http") { HelpName = "ADDRESS", Arity = ArgumentArity.ZeroOrOne, Description = "Serve by HTTP instead, at a port, an IP address or ADDRESS:PORT; default: 127.0.0.1:7337. Other than on this machine, BACKSMITH_MCP_TOKEN and --root must be set." };
        var command = new Command("mcp", "Serve other agents by the Model Context Protocol, on standard input and output.") { http, root };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var roots = parsed.GetValue(root) ?? [];
            if (roots.FirstOrDefault(folder => !Directory.Exists(folder)) is { } missing)
            {
                return await Refusal.SayAsync($"'{missing}' is no folder.", ExitCode.Usage);
            }

            if (parsed.GetResult(http) is null)
            {
                return await OnStreamsAsync(new Reach(roots), cancellationToken);
            }

            var token = Environment.GetEnvironmentVariable("BACKSMITH_MCP_TOKEN");
            var (serving, problem) = HttpServing.Read(parsed.GetValue(http) ?? "", string.IsNullOrEmpty(token) ? null : token);
            if (serving is not null && roots.Length == 0 && !IPAddress.IsLoopback(serving.Address.Address))
            {
                problem = $"{serving.Address.Address} can be reached from other machines, so name what they may have worked on: --root DIR";
            }

            if (problem is not null)
            {
                return await Refusal.SayAsync(problem, ExitCode.Usage);
            }

            return await OverHttpAsync(serving!, new Reach(roots), cancellationToken);
        });
        return command;
    }

    private static async Task<int> OnStreamsAsync(Reach reach, CancellationToken cancellationToken)
    {
        await using var workplace = await Workplace.OpenAsync(cancellationToken);
        await using var input = Console.OpenStandardInput();
        await using var output = Console.OpenStandardOutput();
        // Whatever else in this process prints must not get between the messages.
        Console.SetOut(Console.Error);
        await McpOnStreams.ServeAsync(ServedEngine.Create(workplace, reach), input, output, cancellationToken);
        return ExitCode.Clean;
    }

    private static async Task<int> OverHttpAsync(HttpServing serving, Reach reach, CancellationToken cancellationToken)
    {
        await using var workplace = await Workplace.OpenAsync(cancellationToken);
        try
        {
            await McpOverHttp.ServeAsync(ServedEngine.Create(workplace, reach), serving, workplace.Time, address => Console.Error.WriteLine($"backsmith: serving at {address}; Ctrl+C ends it"), cancellationToken);
            return ExitCode.Clean;
        }
        catch (IOException busy)
        {
            return await Refusal.SayAsync($"cannot listen at {serving.Address}: {busy.Message}", ExitCode.Environment);
        }
    }
}
