using System.Collections.Concurrent;
using System.Diagnostics;

namespace Backsmith.Sandbox.Processes;

/// <summary>Starts processes from one thread that lives as long as this object.</summary>
/// <remarks>The parent-death signal of Linux (prctl(2), PR_SET_PDEATHSIG) follows the thread that started a process, not the program: a child started from a pool thread dies when that thread does.</remarks>
internal sealed class ProcessStarter : IDisposable
{
    private readonly BlockingCollection<Action> _requests = [];

    /// <summary>Starts the thread.</summary>
    public ProcessStarter()
    {
        var thread = new Thread(Serve) { IsBackground = true, Name = "process starter" };
        thread.Start();
    }

    /// <summary>Starts a program with an empty environment and piped streams, in a session of its own: a Ctrl+C at the terminal reaches this program alone, which then ends the others in order.</summary>
    /// <exception cref="System.ComponentModel.Win32Exception">The program is not there or may not be run.</exception>
    public Task<Process> StartAsync(string program, IReadOnlyList<string> arguments)
    {
        var started = new TaskCompletionSource<Process>(TaskCreationOptions.RunContinuationsAsynchronously);
        _requests.Add(() => Start(program, arguments, started));
        return started.Task;
    }

    /// <summary>Ends the thread; children that asked for the parent-death signal are killed by the kernel.</summary>
    public void Dispose() => _requests.CompleteAdding();

    private static void Start(string program, IReadOnlyList<string> arguments, TaskCompletionSource<Process> started)
    {
        var info = new ProcessStartInfo("setsid")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            WorkingDirectory = "/",
        };
        info.Environment.Clear();
        info.Environment["PATH"] = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
        info.Environment["LANG"] = "C.UTF-8";
        info.ArgumentList.Add(program);
        foreach (var argument in arguments)
        {
            info.ArgumentList.Add(argument);
        }

        try
        {
            started.SetResult(Process.Start(info)!);
        }
        catch (System.ComponentModel.Win32Exception error)
        {
            started.SetException(error);
        }
    }

    private void Serve()
    {
        foreach (var request in _requests.GetConsumingEnumerable())
        {
            request();
        }
    }
}
