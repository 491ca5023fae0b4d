using Backsmith.Cli;

// Asked for alone, the version needs neither the parser nor any other assembly.
if (args is ["--version"])
{
    Console.Out.WriteLine(ProductVersion.Text);
    return ExitCode.Clean;
}

using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    stop.Cancel();
};
using var terminate = System.Runtime.InteropServices.PosixSignalRegistration.Create(System.Runtime.InteropServices.PosixSignal.SIGTERM, signal =>
{
    signal.Cancel = true;
    stop.Cancel();
});
return await CommandLine.RunAsync(args, stop.Token);
