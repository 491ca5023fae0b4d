using System.Runtime.InteropServices;
using Backsmith.Cli;
using Backsmith.Cli.Running;

var output = PrintedStream.UnderConsole();

// Asked for alone, the version needs neither the parser nor any other assembly.
if (args is ["--version"])
{
    Console.Out.WriteLine(ProductVersion.Text);
    return Printed(ExitCode.Clean);
}

using var stop = new CancellationTokenSource();
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
using var hangUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, Stop);
return Printed(await CommandLine.RunAsync(args, stop.Token));

// Who gets nothing to read must not be told that all is well.
int Printed(int exitCode)
{
    if (output.Fault is not { } fault || exitCode == ExitCode.Interrupted)
    {
        return exitCode;
    }

    Console.Error.WriteLine($"backsmith: standard output could not be written: {fault.TrimEnd('.')}. What was done is kept; 'backsmith status' lists it.");
    return ExitCode.Environment;
}

// The first signal ends the run in order; a second one does what the system does with it.
void Stop(PosixSignalContext signal)
{
    signal.Cancel = !stop.IsCancellationRequested;
    stop.Cancel();
}
