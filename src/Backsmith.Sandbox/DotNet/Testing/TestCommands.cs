using System.Globalization;
using Backsmith.Sandbox.Bubblewrap;
using Backsmith.Sandbox.Copies;
using Backsmith.Sandboxes;

namespace Backsmith.Sandbox.DotNet.Testing;

/// <summary>Writes the commands of the SDK's test console: our settings alone, and the tests in a sandbox within the sandbox.</summary>
internal sealed class TestCommands(DotNetCommand dotnet, SandboxLimits limits, string root)
{
    /// <summary>Lists the tests of an assembly, one full name a line, to <c>tests.txt</c>.</summary>
    public SandboxCommand List(BuiltProject project, string folder, IReadOnlyList<SandboxMount> masks) =>
        Console("discover", folder, masks, project.TargetPath, "--ListFullyQualifiedTests", $"--ListTestsTargetPath:{At(folder)}/tests.txt");

    /// <summary>Runs the tests of an assembly; the result file is <c>results.trx</c>.</summary>
    /// <param name="project">Which.</param>
    /// <param name="folder">Below the exchange folder.</param>
    /// <param name="masks">What the console must not see.</param>
    /// <param name="only">Full names to run, or null for all.</param>
    public SandboxCommand Run(BuiltProject project, string folder, IReadOnlyList<SandboxMount> masks, IReadOnlyList<string>? only)
    {
        List<string> arguments = [project.TargetPath, "--logger:trx;LogFileName=results.trx", $"--ResultsDirectory:{At(folder)}"];
        if (only is not null)
        {
            arguments.Add("--TestCaseFilter:" + string.Join('|', only.Select(name => $"FullyQualifiedName={TestFilter.Escape(name)}")));
        }

        return Console("test", folder, masks, arguments);
    }

    private static string At(string folder) => $"{DotNetFolders.ExchangeTarget}/{folder}";

    private SandboxCommand Console(string step, string folder, IReadOnlyList<SandboxMount> masks, params IReadOnlyList<string> arguments)
    {
        var command = dotnet.Of(step, restoring: false, NetworkAccess.None, ["vstest", .. arguments, $"--Settings:{DotNetFolders.ToolsTarget}/tests.runsettings"]);
        return command with
        {
            Arguments = ["/bin/bash", $"{DotNetFolders.ToolsTarget}/console.sh", At(folder), .. command.Arguments],
            WorkingDirectory = root,
            Mounts = [.. command.Mounts, .. masks],
            Timeout = limits.TestTime,
            AllowNesting = true,
            Environment = new Dictionary<string, string>(command.Environment)
            {
                ["BACKSMITH_ROOT"] = root,
                ["BACKSMITH_NOTES"] = At(folder),
                ["BACKSMITH_LAYER"] = limits.TemporaryBytes.ToString(CultureInfo.InvariantCulture),
                ["BACKSMITH_OUTPUT"] = limits.TestOutputBytes.ToString(CultureInfo.InvariantCulture),
            },
        };
    }
}
