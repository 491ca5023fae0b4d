using Backsmith.Sandbox.Copies;
using Backsmith.Sandbox.Toolchains;

namespace Backsmith.Sandbox.Node;

/// <summary>Writes commands that run in a Node.js project: its own programs first, nothing of the user's.</summary>
internal sealed class NodeCommands(PartBench bench)
{
    private const string Authorities = "/etc/ssl/certs/ca-certificates.crt";

    /// <summary>A command in a part, without network.</summary>
    public SandboxCommand Of(string step, Part part, params IReadOnlyList<string> arguments)
    {
        var programs = new[] { bench.At(part), bench.Root }.Distinct().Select(folder => folder + "/node_modules/.bin");
        var environment = new Dictionary<string, string>
        {
            ["PATH"] = string.Join(':', [.. programs, "/usr/local/bin", "/usr/bin", "/bin"]),
            ["npm_config_cache"] = PartFolders.CacheTarget,
            ["npm_config_update_notifier"] = "false",
            ["NO_UPDATE_NOTIFIER"] = "1",
            ["NO_COLOR"] = "1",
            ["BROWSERSLIST_IGNORE_OLD_DATA"] = "1",
            ["NEXT_TELEMETRY_DISABLED"] = "1",
        };
        if (File.Exists(Authorities))
        {
            environment["NODE_EXTRA_CA_CERTS"] = Authorities;
        }

        // npm writes a log for each command; away from the cache it does so in vain.
        environment["npm_config_logs_max"] = "0";
        return bench.Command(step, part, CopyAccess.Writable, environment, arguments);
    }
}
