using Backsmith.Inspector.Relay;
using Backsmith.Inspector.Rpc;

if (args is ["relay", .. var relayed])
{
    return await RelayProgram.RunAsync(relayed);
}

// Standard output carries the protocol alone; whatever else prints goes to standard error.
var output = Console.OpenStandardOutput();
Console.SetOut(Console.Error);
using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    stop.Cancel();
};
return await new MessageLoop(Console.OpenStandardInput(), output, new Backsmith.Inspector.InspectorSession()).RunAsync(stop.Token);
