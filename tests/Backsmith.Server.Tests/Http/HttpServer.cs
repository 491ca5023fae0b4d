using System.Diagnostics;

namespace Backsmith.Server.Tests.Http;

/// <summary>The real program, <c>backsmith mcp --http</c> of the same build, at a free port.</summary>
internal sealed class HttpServer : IDisposable
{
    private readonly Process _process;

    private HttpServer(Process process, Uri address) => (_process, Address) = (process, address);

    public Uri Address { get; }

    public static async Task<HttpServer> StartAsync(string state, string? token = null)
    {
        var (process, said) = await RunAsync(state, ["--http", "127.0.0.1:0"], token);
        return new HttpServer(process, new Uri(said!.Split(' ').First(word => word.StartsWith("http://", StringComparison.Ordinal)).TrimEnd(';')));
    }

    /// <summary>Starts it where it must not start; what it says and its exit code.</summary>
    public static async Task<(int ExitCode, string Said)> RefusedAsync(string state, string[] arguments, string? token = null)
    {
        var (process, said) = await RunAsync(state, arguments, token);
        using (process)
        {
            await process.WaitForExitAsync();
            return (process.ExitCode, said ?? "");
        }
    }

    /// <summary>Tells it to end, as a service manager does.</summary>
    public async Task<int> StopAsync()
    {
        using var kill = Process.Start("kill", ["-s", "TERM", "--", _process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        await _process.WaitForExitAsync();
        return _process.ExitCode;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        _process.Dispose();
    }

    private static async Task<(Process Process, string? Said)> RunAsync(string state, string[] arguments, string? token)
    {
        var here = new DirectoryInfo(AppContext.BaseDirectory);
        var info = new ProcessStartInfo("dotnet", [Path.Combine(here.Parent!.Parent!.FullName, "Backsmith.Cli", here.Name, "backsmith.dll"), "mcp", .. arguments]) { RedirectStandardError = true };
        info.Environment["BACKSMITH_HOME"] = state;
        info.Environment["BACKSMITH_MCP_TOKEN"] = token ?? "";
        // What configures other servers must not configure this one.
        info.Environment["ASPNETCORE_URLS"] = "http://0.0.0.0:1";
        var process = Process.Start(info)!;
        return (process, await process.StandardError.ReadLineAsync());
    }
}
