using Backsmith.Inspection;
using Backsmith.Repositories;
using Backsmith.Sandbox.Bubblewrap;
using Backsmith.Sandbox.Copies;
using Backsmith.Sandbox.DotNet;
using Backsmith.Sandboxes;
using Backsmith.Storage;

namespace Backsmith.Sandbox.Inspecting;

/// <summary>Asks MSBuild for the compiler's command line of every project and framework, in one design-time build, and writes what the inspector loads.</summary>
internal sealed class CommandLineCollector(CopySession session, DotNetCommand dotnet, ExchangeFolder exchange, DotNetFolders folders, SandboxLimits limits, string root, RestoredLayer layer)
{
    private static readonly string[] DesignTime =
    [
        "DesignTimeBuild=true", "SkipCompilerExecution=true", "ProvideCommandLineArgs=true", "BuildingInsideVisualStudio=true",
        "BuildProjectReferences=false", "ContinueOnError=ErrorAndContinue", "SkipInvalidConfigurations=true",
    ];

    /// <summary>Collects and returns the path, inside, of the file that holds a <see cref="CollectedCodeBase"/>.</summary>
    /// <param name="selection">What.</param>
    /// <param name="notes">What is known already to weaken what will be seen.</param>
    /// <param name="cancellationToken">Stops at once.</param>
    public async Task<string> CollectAsync(ProjectSelection selection, IReadOnlyList<string> notes, CancellationToken cancellationToken)
    {
        var folder = "collect-" + Path.GetRandomFileName();
        var limitations = new List<string>(notes);
        if (selection.Refusal is { } refusal)
        {
            limitations.Add(refusal);
        }
        else
        {
            await BuildAsync(selection, folder, limitations, cancellationToken);
        }

        var projects = Projects(folder);
        if (projects.Count == 0 && Names(folder) is { Count: > 0 } names && !names.Exists(name => name.EndsWith(".csproj", StringComparison.OrdinalIgnoreCase)))
        {
            limitations.Add($"Only C# is reviewed, and {names[0]} is none{(names.Count > 1 ? ", nor are the others here" : "")}.");
        }

        var collected = new CollectedCodeBase(root, SdkFolder(), ReferencePack(), projects, limitations, selection.Projects.Count == 0 ? selection.Entry : null) { Chosen = selection.Projects };
        var name = folder + ".json";
        exchange.Write(name, RecordJson.Write(collected));
        return $"{DotNetFolders.ExchangeTarget}/{name}";
    }

    private async Task BuildAsync(ProjectSelection selection, string folder, List<string> limitations, CancellationToken cancellationToken)
    {
        var target = $"{DotNetFolders.ExchangeTarget}/{folder}";
        var command = dotnet.Of(
            "collect", restoring: false, NetworkAccess.None,
            [
                "msbuild", selection.Entry, "-t:BacksmithCollect", "-m", "-nodeReuse:false", "-v:quiet", "-clp:NoSummary",
                .. DesignTime.Select(property => "-p:" + property),
                $"-p:CustomAfterMicrosoftCommonTargets={DotNetFolders.ToolsTarget}/backsmith.targets",
                $"-p:CustomAfterMicrosoftCommonCrossTargetingTargets={DotNetFolders.ToolsTarget}/backsmith.cross.targets",
                $"-p:BacksmithCollectTo={target}",
            ]) with { Timeout = limits.BuildTime };
        var result = await session.RunAsync(command, cancellationToken);
        if (exchange.Files(folder, "*.project").Count == 0)
        {
            limitations.Add(Ending.Of(result, "MSBuild", command) ?? $"MSBuild gave no project of {selection.Entry}: {FirstError(result)}");
        }
        else if (Ending.Of(result, "MSBuild", command) is { } stopped)
        {
            limitations.Add(stopped);
        }
    }

    /// <summary>The projects that answered, in whatever language.</summary>
    private List<string> Names(string folder) =>
        [.. exchange.Files(folder, "*.project").Select(ExchangeFolder.Text).OfType<string>().Select(text => TreePath.Below(text.Split('\n')[0].Trim(), root)).OfType<string>().Distinct().Order(StringComparer.Ordinal)];

    private static string FirstError(CommandResult result) =>
        result.Text.Split('\n').Select(line => line.Trim()).FirstOrDefault(line => line.Contains("error", StringComparison.OrdinalIgnoreCase)) ?? (result.Succeeded ? "it says that there is nothing to build." : $"{result.Run.End}, exit code {result.Run.ExitCode}.");

    private List<CollectedProject> Projects(string folder)
    {
        var missing = AssetsFile.ByFile(layer.Current);
        var projects = new List<(CollectedProject Project, string[] References)>();
        foreach (var file in exchange.Files(folder, "*.project"))
        {
            var facts = ExchangeFolder.Text(file)?.Split('\n', StringSplitOptions.TrimEntries) ?? [];
            var arguments = ExchangeFolder.Text(exchange.At(Path.Combine(folder, Path.GetFileNameWithoutExtension(file.Name) + ".rsp")))
                ?.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            if (facts.Length > 0 && arguments is { Length: > 0 } && TreePath.Below(facts[0], root) is not null && facts[0].EndsWith(".csproj", StringComparison.OrdinalIgnoreCase))
            {
                projects.Add((Project(facts, arguments, missing), [.. facts.Where(fact => fact.StartsWith("project=", StringComparison.Ordinal)).Select(fact => fact["project=".Length..])]));
            }
        }

        return [.. projects.Select(entry => WithProjectReferences(entry.Project, entry.References, [.. projects.Select(other => other.Project)]))
            .OrderBy(project => project.Project, StringComparer.Ordinal).ThenBy(project => project.TargetFramework, StringComparer.Ordinal)];
    }

    /// <summary>Adds what a design-time build leaves out: the outputs of referenced projects, which nobody built.</summary>
    private CollectedProject WithProjectReferences(CollectedProject project, string[] references, IReadOnlyList<CollectedProject> all)
    {
        var outputs = references
            .Select(reference => all.Where(other => $"{root}/{other.Project}" == Path.GetFullPath(reference)).ToList())
            .Select(frameworks => frameworks.Find(other => other.TargetFramework == project.TargetFramework) ?? frameworks.FirstOrDefault())
            .OfType<CollectedProject>()
            .Where(other => !project.Arguments.Any(argument => argument.EndsWith(other.TargetPath, StringComparison.Ordinal) || (other.ReferenceAssembly is { } assembly && argument.EndsWith(assembly, StringComparison.Ordinal))))
            .Select(other => "/reference:" + other.TargetPath);
        return project with { Arguments = [.. project.Arguments, .. outputs] };
    }

    private CollectedProject Project(string[] facts, string[] arguments, IReadOnlyDictionary<string, IReadOnlyList<MissingPackage>> missing)
    {
        var project = TreePath.Below(facts[0], root)!;
        var directory = Path.GetDirectoryName(facts[0])!;
        var assets = Fact(facts, "assets=");
        return new CollectedProject(
            project,
            directory,
            Fact(facts, "framework="),
            Fact(facts, "test=").Equals("true", StringComparison.OrdinalIgnoreCase),
            arguments,
            Fact(facts, "output="),
            Fact(facts, "reference=") is { Length: > 0 } reference ? reference : null,
            assets.Length > 0 ? assets : null,
            [.. missing.GetValueOrDefault(TreePath.Below(assets, root) ?? assets, [])
                .Select(package => new UnresolvedPackage(package.Id, package.Version, package.Reason)).Distinct()],
            [],
            [],
            null);
    }

    /// <summary>What a line says behind its name. Projects in the old form lack some of them, and what a repository's own logic wrote may lack all.</summary>
    private static string Fact(string[] facts, string name) => facts.FirstOrDefault(fact => fact.StartsWith(name, StringComparison.Ordinal))?[name.Length..] ?? "";

    /// <summary>The newest SDK of the installation, whose analyzers are hosted.</summary>
    private string SdkFolder() =>
        folders.DotNetRoot is { } dotnet && new DirectoryInfo(Path.Combine(dotnet, "sdk")) is { Exists: true } sdks
            ? sdks.EnumerateDirectories()
                .Where(sdk => Version.TryParse(sdk.Name.Split('-')[0], out _))
                .OrderBy(sdk => Version.Parse(sdk.Name.Split('-')[0])).ThenBy(sdk => !sdk.Name.Contains('-', StringComparison.Ordinal)).ThenBy(sdk => sdk.Name, StringComparer.Ordinal)
                .LastOrDefault()?.FullName ?? ""
            : "";

    private string? ReferencePack()
    {
        var packs = folders.DotNetRoot is { } dotnet ? new DirectoryInfo(Path.Combine(dotnet, "packs", "Microsoft.AspNetCore.App.Ref")) : null;
        return packs is { Exists: true } ? packs.EnumerateDirectories().MaxBy(version => version.Name)?.FullName : null;
    }
}
