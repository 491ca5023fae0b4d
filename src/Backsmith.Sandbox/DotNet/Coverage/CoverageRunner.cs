using System.Xml;
using System.Xml.Linq;
using Backsmith.Repositories;
using Backsmith.Sandbox.Bubblewrap;
using Backsmith.Sandbox.Copies;
using Backsmith.Sandbox.DotNet.Testing;
using Backsmith.Sandbox.Toolchains;
using Backsmith.Sandboxes;

namespace Backsmith.Sandbox.DotNet.Coverage;

/// <summary>Runs the tests once more under Microsoft.CodeCoverage, which every project that references Microsoft.NET.Test.Sdk 17 or later has restored.</summary>
internal sealed class CoverageRunner(CopySession session, DotNetCommand dotnet, ExchangeFolder exchange, DotNetFolders folders, SandboxLimits limits, string root)
{
    private const string Package = "microsoft.codecoverage";

    public async Task<CoverageOutcome> RunAsync(IReadOnlyList<BuiltProject> outputs, IReadOnlyList<string> except, CancellationToken cancellationToken)
    {
        var tests = outputs.Where(output => output.IsTest).ToList();
        if (Adapter() is not { } adapter)
        {
            return new CoverageOutcome([], "No test project has restored Microsoft.CodeCoverage (it comes with Microsoft.NET.Test.Sdk 17 or later).", []);
        }

        var folder = "coverage-" + Path.GetRandomFileName();
        var commands = new List<CommandRun>();
        foreach (var project in tests)
        {
            List<string> arguments =
            [
                "vstest", project.TargetPath, "--collect:Code Coverage;Format=Cobertura", $"--TestAdapterPath:{adapter}",
                $"--ResultsDirectory:{DotNetFolders.ExchangeTarget}/{folder}",
            ];
            if (except.Count > 0)
            {
                arguments.Add("--TestCaseFilter:" + string.Join('&', except.SelectMany(Names).Distinct().Select(name => $"FullyQualifiedName!={TestFilter.Escape(name)}")));
            }

            commands.Add((await session.RunAsync(dotnet.Of("cover", restoring: false, NetworkAccess.None, arguments) with { Timeout = limits.TestTime }, cancellationToken)).Run);
        }

        var gather = SandboxCommand.Of("cover", CopyAccess.ReadOnly, root, "/bin/sh", "-c", "cd \"$0\" && find . -mindepth 2 -name '*.cobertura.xml' | { n=0; while read -r f; do n=$((n+1)); mv \"$f\" \"$n.xml\"; done; }", $"{DotNetFolders.ExchangeTarget}/{folder}");
        await session.RunAsync(gather with { Mounts = folders.Mounts(restoring: false) }, cancellationToken);
        var files = exchange.Files(folder, "*.xml").Select(ExchangeFolder.Text).Select(text => ReportXml.Parse(text, DtdProcessing.Ignore)).OfType<XDocument>().ToList();
        return files.Count == 0
            ? new CoverageOutcome([], "The coverage run left no report.", commands)
            : new CoverageOutcome(Merge(files), null, commands);
    }

    /// <summary>What a filter may know a test by: its method, which the cases of a theory share, or for some frameworks the case.</summary>
    private static string[] Names(string test) => test.IndexOf('(', StringComparison.Ordinal) is var at and > 0 ? [test[..at], test] : [test];

    /// <summary>Path inside of the newest restored version of the collector.</summary>
    private string? Adapter()
    {
        foreach (var (host, target) in new[] { (folders.Packages, DotNetFolders.PackagesTarget), (folders.UserPackages, DotNetFolders.UserPackagesTarget) })
        {
            var versions = host is null ? null : new DirectoryInfo(Path.Combine(host, Package));
            var newest = versions is { Exists: true }
                ? versions.EnumerateDirectories().OrderByDescending(version => Version.TryParse(version.Name, out var parsed) ? parsed : new Version(0, 0)).FirstOrDefault()
                : null;
            if (newest is not null)
            {
                return $"{target}/{Package}/{newest.Name}/build/netstandard2.0";
            }
        }

        return null;
    }

    private List<FileCoverage> Merge(List<XDocument> reports)
    {
        var hits = new SortedDictionary<string, SortedDictionary<int, bool>>(StringComparer.Ordinal);
        foreach (var type in reports.SelectMany(report => report.Descendants("class")))
        {
            if (Relative(type.Attribute("filename")?.Value ?? "") is not { } path)
            {
                continue;
            }

            var lines = hits.TryGetValue(path, out var known) ? known : hits[path] = [];
            foreach (var line in type.Descendants("line"))
            {
                if (int.TryParse(line.Attribute("number")?.Value, out var number))
                {
                    lines[number] = lines.GetValueOrDefault(number) || line.Attribute("hits")?.Value is not ("0" or null);
                }
            }
        }

        return [.. hits.Select(file => new FileCoverage(
            file.Key,
            [.. file.Value.Where(line => line.Value).Select(line => line.Key)],
            [.. file.Value.Where(line => !line.Value).Select(line => line.Key)]))];
    }

    private string? Relative(string path) => TreePath.Below(path.StartsWith('/') ? path : "/" + path, root);
}
