using System.Text;
using Backsmith.Repositories;
using Backsmith.Sandbox.Copies;
using Backsmith.Sandbox.Toolchains;
using Backsmith.Sandboxes;

namespace Backsmith.Sandbox.DotNet.Testing;

/// <summary>What lies beside built tests and would reach the test console, which writes the results.</summary>
/// <param name="Masks">Empty files in the place of extensions that the console would load into itself; the tests do not see them.</param>
/// <param name="Problems">Files of the test platform that are not those of its packages, one sentence each.</param>
internal sealed record TestOutputs(IReadOnlyList<SandboxMount> Masks, IReadOnlyList<string> Problems)
{
    /// <summary>Looks, before anything of the tests has run.</summary>
    public static async Task<TestOutputs> LookAsync(CopySession session, DotNetFolders folders, IReadOnlyList<BuiltProject> tests, string root, CancellationToken cancellationToken)
    {
        var places = tests.Select(test => Path.GetDirectoryName(test.TargetPath)).OfType<string>().Where(place => TreePath.Below(place, root) is not null).Distinct().ToList();
        var command = ShellScript.Command("list", "test-outputs.sh", CopyAccess.ReadOnly, root, places) with { Mounts = folders.Mounts(restoring: false) };
        var listing = await session.RunAsync(command, cancellationToken);
        if (!listing.Succeeded)
        {
            return new TestOutputs([], [$"What was built could not be looked through: {listing.Text}"]);
        }

        var parts = Encoding.UTF8.GetString(listing.Output).Split('\0');
        var (masks, problems) = (new List<SandboxMount>(), new List<string>());
        for (var index = 0; index + 1 < parts.Length; index += 2)
        {
            if (parts[index] == "extension")
            {
                masks.Add(new SandboxMount(Path.Combine(folders.Tools, ToolFiles.Nothing), parts[index + 1]));
            }
            else
            {
                problems.Add($"'{Path.GetRelativePath(root, parts[index + 1])}' is not the file of its package, so what the tests report cannot be trusted.");
            }
        }

        return new TestOutputs(masks, problems);
    }
}
