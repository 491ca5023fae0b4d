// Programs started with a client's value in the command line, behind a shell, or as the program itself.
using System.Diagnostics;
using Microsoft.AspNetCore.Mvc;

public sealed class ToolsController : ControllerBase
{
    [HttpGet("ping")]
    public void Ping(string host) => Process.Start("ping", "-c 1 " + host); //! BS0033: 'host' of 'ToolsController.Ping' comes from outside

    [HttpGet("convert")]
    public void Convert([FromQuery] string file)
    {
        var start = new ProcessStartInfo("convert") { Arguments = $"\"{file}\" out.png", UseShellExecute = false }; //! BS0033
        Process.Start(start);
    }

    [HttpGet("run")]
    public void Run(string tool)
    {
        var start = new ProcessStartInfo();
        start.FileName = "/usr/lib/tools/" + tool; //! BS0033
        Process.Start(start);
    }

    [HttpGet("shell")]
    public void Shell(string pattern)
    {
        var start = new ProcessStartInfo("/bin/bash");
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add($"grep {pattern} /var/log/app.log"); //! BS0033: ProcessStartInfo.ArgumentList
        Process.Start(start);
    }
}
