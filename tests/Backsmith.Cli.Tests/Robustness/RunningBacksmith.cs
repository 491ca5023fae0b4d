using System.Diagnostics;
using System.Globalization;
using Backsmith.Cli.Tests.EndToEnd;

namespace Backsmith.Cli.Tests.Robustness;

/// <summary>The product at work, in a process group of its own so that signals can be sent as a terminal does.</summary>
internal sealed class RunningBacksmith : IDisposable
{
    private readonly Process _process;
    private readonly Task<string> _output;
    private readonly List<string> _said = [];

    private RunningBacksmith(Process process) => (_process, _output) = (process, process.StandardOutput.ReadToEndAsync());

    /// <summary>Everything it said on standard error so far.</summary>
    public string Errors => string.Join('\n', _said);

    /// <summary>What it printed on standard output, once it has ended.</summary>
    public Task<string> OutputAsync() => _output;

    /// <summary>Starts it as a terminal would: a background job's children ignore SIGINT, and so would it.</summary>
    public static RunningBacksmith Start(string folder, string state, params IEnumerable<string> arguments) => Start(folder, state, new Dictionary<string, string>(), arguments);

    /// <summary>The same, with variables beside those of this process.</summary>
    public static RunningBacksmith Start(string folder, string state, IReadOnlyDictionary<string, string> variables, IEnumerable<string> arguments)
    {
        var info = new ProcessStartInfo("setsid") { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder };
        foreach (var argument in (IEnumerable<string>)["env", "--default-signal=INT", "dotnet", ClinicRepository.Product(), .. arguments])
        {
            info.ArgumentList.Add(argument);
        }

        info.Environment["BACKSMITH_HOME"] = state;
        foreach (var (name, value) in variables)
        {
            info.Environment[name] = value;
        }

        var process = Process.Start(info)!;
        process.StandardInput.Close();
        return new RunningBacksmith(process);
    }

    /// <summary>Waits until it says something; false when it ended without.</summary>
    public async Task<bool> SaysAsync(string words)
    {
        while (await _process.StandardError.ReadLineAsync() is { } line)
        {
            _said.Add(line);
            if (line.Contains(words, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Sends a signal to the program alone, or to its process group as Ctrl+C does.</summary>
    public void Signal(string name, bool group)
    {
        using var kill = Process.Start("kill", ["-s", name, "--", (group ? "-" : "") + _process.Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    /// <summary>Waits for its end.</summary>
    public async Task<int> ExitAsync()
    {
        await SaysAsync("\0");
        await _output;
        await _process.WaitForExitAsync();
        return _process.ExitCode;
    }

    /// <summary>Waits for its end; what it said and printed.</summary>
    public async Task<(int ExitCode, string Output, string Errors)> EndAsync()
    {
        var exit = await ExitAsync();
        return (exit, await _output, Errors);
    }

    public void Dispose() => _process.Dispose();
}
