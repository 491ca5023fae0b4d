using System.CommandLine;
using Backsmith.Cli.Commands;
using Backsmith.Models;
using Backsmith.Storage;

namespace Backsmith.Cli;

/// <summary>The commands, and the one place in this program where every exception is caught.</summary>
internal static class CommandLine
{
    public static RootCommand Root() => new("A backend engineer you run yourself: it hands over patches with proof and cannot change your files.")
    {
        ReviewCommand.Create(),
        VerifyCommand.Create(),
        SolveCommand.Create(),
        ApplyCommand.Create(),
        TasksCommand.Create(),
        StatusCommand.Create(),
        SkillsCommand.Create(),
        MemoryCommand.Create(),
        McpCommand.Create(),
        DoctorCommand.Create(),
    };

    public static async Task<int> RunAsync(string[] args, CancellationToken cancellationToken)
    {
        var parsed = Root().Parse(args);
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors)
            {
                await Console.Error.WriteLineAsync($"backsmith: {OneLine(error.Message)}");
            }

            await Console.Error.WriteLineAsync("Run 'backsmith --help' for what there is.");
            return ExitCode.Usage;
        }

        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null }, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await Console.Error.WriteLineAsync("backsmith: interrupted. 'backsmith status' lists the runs; 'backsmith tasks resume' goes on with one that was begun.");
            return ExitCode.Interrupted;
        }
        catch (ModelException error)
        {
            await Console.Error.WriteLineAsync($"backsmith: {error.Message}");
            return ExitCode.Environment;
        }
        catch (StorageException error)
        {
            await Console.Error.WriteLineAsync($"backsmith: {error.Message}");
            return ExitCode.Environment;
        }
        catch (Exception error)
        {
            await Console.Error.WriteLineAsync($"backsmith: this should not have happened: {error.GetType().Name}: {error.Message}");
            if (Environment.GetEnvironmentVariable("BACKSMITH_DEBUG") == "1")
            {
                await Console.Error.WriteLineAsync(error.StackTrace);
            }

            return ExitCode.Environment;
        }
    }

    /// <summary>The parser prints what an option accepts as a list of lines, and types of .NET by name.</summary>
    private static string OneLine(string message) =>
        string.Join(" ", message.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)).Replace("' '", "', '", StringComparison.Ordinal).Replace("expected type 'System.Int64'", "a whole number", StringComparison.Ordinal);
}
