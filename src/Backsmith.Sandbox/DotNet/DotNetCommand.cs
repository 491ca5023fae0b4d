using Backsmith.Sandbox.Copies;
using Backsmith.Sandboxes;

namespace Backsmith.Sandbox.DotNet;

/// <summary>Writes commands that run <c>dotnet</c> inside, without servers that outlive them.</summary>
/// <param name="folders">What they see of the host.</param>
/// <param name="root">The copy.</param>
/// <param name="standIns">Files that they see in the place of those of the copy.</param>
internal sealed class DotNetCommand(DotNetFolders folders, string root, IReadOnlyList<SandboxMount> standIns)
{
    /// <summary>A command of the SDK or of a built program.</summary>
    /// <param name="step">What a proof calls it.</param>
    /// <param name="restoring">Whether it restores: our package folder is writable then.</param>
    /// <param name="network">Whether package sources are reachable.</param>
    /// <param name="arguments">Behind <c>dotnet</c>.</param>
    public SandboxCommand Of(string step, bool restoring, NetworkAccess network, params IReadOnlyList<string> arguments)
    {
        var command = SandboxCommand.Of(step, CopyAccess.Writable, root, ["dotnet", .. arguments]);
        return command with { Network = network, Environment = Environment(), Mounts = [.. folders.Mounts(restoring), .. standIns], Timeout = TimeSpan.FromMinutes(20) };
    }

    /// <summary>Any command, with the SDK and the packages at hand and without network.</summary>
    public SandboxCommand Around(CopyCommand command) =>
        SandboxCommand.Of(command.Step, command.Writes ? CopyAccess.Writable : CopyAccess.ReadOnly, root, command.Arguments) with
        {
            Environment = Environment(), Mounts = [.. folders.Mounts(restoring: false), .. standIns], Timeout = command.Limit,
        };

    private Dictionary<string, string> Environment()
    {
        var environment = new Dictionary<string, string>
        {
            ["NUGET_PACKAGES"] = DotNetFolders.PackagesTarget,
            ["DOTNET_CLI_HOME"] = "/home/sandbox",
            ["DOTNET_NOLOGO"] = "1",
            ["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1",
            ["DOTNET_SKIP_FIRST_TIME_EXPERIENCE"] = "1",
            ["DOTNET_GENERATE_ASPNET_CERTIFICATE"] = "false",
            ["DOTNET_CLI_WORKLOAD_UPDATE_NOTIFY_DISABLE"] = "1",
            ["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0",
            ["DOTNET_CLI_UI_LANGUAGE"] = "en",
            ["DOTNET_ROLL_FORWARD"] = "Major",
            ["MSBUILDDISABLENODEREUSE"] = "1",
            ["MSBUILDTERMINALLOGGER"] = "off",
            ["UseSharedCompilation"] = "false",
            ["NUGET_CERT_REVOCATION_MODE"] = "offline",
        };
        if (folders.UserPackages is not null)
        {
            environment["NUGET_FALLBACK_PACKAGES"] = DotNetFolders.UserPackagesTarget;
        }

        if (folders.DotNetRoot is { } dotnet)
        {
            environment["DOTNET_ROOT"] = dotnet;
        }

        return environment;
    }
}
