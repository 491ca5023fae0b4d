using System.Globalization;
using Backsmith.Sandbox.Bubblewrap;
using Backsmith.Sandbox.Copies;
using Backsmith.Sandbox.DotNet;
using Backsmith.Sandboxes;

namespace Backsmith.Sandbox.Toolchains;

/// <summary>Where the tools of other stacks than .NET run: commands in a part of a copy, and tests in a sandbox within the sandbox.</summary>
internal sealed record PartBench(CopySession Session, ExchangeFolder Exchange, DotNetFolders Shared, PartFolders Folders, InstalledPackages Installed, SandboxLimits Limits, string Root)
{
    /// <summary>Where isolated commands leave results.</summary>
    public const string ResultsTarget = "/tmp/backsmith-results";

    /// <summary>The folder of a part inside.</summary>
    public string At(Part part) => part.Folder.Length == 0 ? Root : $"{Root}/{part.Folder}";

    /// <summary>A command in a part, without network.</summary>
    public SandboxCommand Command(string step, Part part, CopyAccess access, IReadOnlyDictionary<string, string> environment, params IReadOnlyList<string> arguments) =>
        SandboxCommand.Of(step, access, At(part), arguments) with
        {
            Environment = environment,
            Mounts = [new SandboxMount(Shared.Tools, DotNetFolders.ToolsTarget)],
            Timeout = step == "restore" ? Limits.RestoreTime : Limits.BuildTime,
        };

    /// <summary>The same with the network open, and the user's package settings.</summary>
    public SandboxCommand Open(SandboxCommand command) => command with
    {
        Network = NetworkAccess.Restore,
        Mounts = [.. command.Mounts, .. Folders.Configuration, new SandboxMount(Folders.Cache, PartFolders.CacheTarget, Writable: true)],
    };

    /// <summary>Runs a command above a layer of its own over the copy. What it writes there, and every process it started, is gone when it ends.</summary>
    /// <returns>How it ended, and the folder of the exchange that holds what it left in <see cref="ResultsTarget"/>.</returns>
    public async Task<(CommandResult Result, string Folder)> IsolateAsync(SandboxCommand command, TimeSpan? limit, CancellationToken cancellationToken)
    {
        var folder = "part-" + Path.GetRandomFileName();
        var isolated = command with
        {
            Arguments = ["/bin/bash", $"{DotNetFolders.ToolsTarget}/isolated.sh", $"{DotNetFolders.ExchangeTarget}/{folder}", command.WorkingDirectory, .. command.Arguments],
            Mounts = [.. command.Mounts, new SandboxMount(Shared.Exchange, DotNetFolders.ExchangeTarget, Writable: true)],
            Timeout = limit < Limits.TestTime ? limit.Value : Limits.TestTime,
            OutputLimit = Limits.TestOutputBytes,
            AllowNesting = true,
            Environment = new Dictionary<string, string>(command.Environment)
            {
                ["BACKSMITH_ROOT"] = Root,
                ["BACKSMITH_LAYER"] = Limits.TemporaryBytes.ToString(CultureInfo.InvariantCulture),
                ["BACKSMITH_RESULTS"] = ResultsTarget,
            },
        };
        return (await Session.RunAsync(isolated, cancellationToken), folder);
    }

    /// <summary>The text of a file that an isolated command left; null when there is none.</summary>
    public string? Left(string folder, string name) => ExchangeFolder.Text(Exchange.At(Path.Combine(folder, name)));
}
