using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Backsmith.Cli.Tests.Surface;

/// <summary>The program of the same build as this test, with a state folder of its own.</summary>
public sealed partial class Product : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("backsmith-surface-");

    public string Folder => Directory.CreateDirectory(Path.Combine(_folder.FullName, "here")).FullName;

    /// <summary>The folder above it.</summary>
    public string Scratch => _folder.FullName;

    /// <summary>A home folder with nothing in it but what a test writes there.</summary>
    public string Home => Directory.CreateDirectory(Path.Combine(_folder.FullName, "home")).FullName;

    public string State => Path.Combine(_folder.FullName, "state");

    /// <summary>Runs it in an empty folder; what it prints names that folder HERE, its state folder STATE, an execution ID, and a time N.</summary>
    public Task<(int ExitCode, string Output, string Errors)> RunAsync(string arguments, string? input = null, string? state = null) =>
        RunAsync(arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries), input, state);

    /// <summary>The same, with arguments that may hold spaces.</summary>
    public async Task<(int ExitCode, string Output, string Errors)> RunAsync(IEnumerable<string> arguments, string? input = null, string? state = null)
    {
        var here = new DirectoryInfo(AppContext.BaseDirectory);
        var program = Path.Combine(here.Parent!.Parent!.FullName, "Backsmith.Cli", here.Name, "backsmith.dll");
        var info = new ProcessStartInfo("dotnet", [program, .. arguments])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Folder,
        };
        info.Environment["BACKSMITH_HOME"] = state ?? State;
        info.Environment["HOME"] = Home;
        using var process = Process.Start(info)!;
        await process.StandardInput.WriteAsync(input ?? "");
        process.StandardInput.Close();
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, Named(output), Named(await errors));
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private string Named(string text)
    {
        var named = text.Replace(Folder, "HERE", StringComparison.Ordinal).Replace(State, "STATE", StringComparison.Ordinal);
        return Seconds().Replace(Id().Replace(named, "ID"), "N s");
    }

    [GeneratedRegex(@"\b\d{8}-\d{6}-[0-9a-f]{4}\b")]
    private static partial Regex Id();

    [GeneratedRegex(@"\b\d+\.\d s\b")]
    private static partial Regex Seconds();
}
