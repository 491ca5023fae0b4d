using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Backsmith.Repositories;
using Backsmith.Sandbox.Copies;
using Backsmith.Sandbox.DotNet;
using Backsmith.Sandbox.Toolchains;
using Backsmith.Sandboxes;

namespace Backsmith.Sandbox.Node;

/// <summary>Installs, builds and tests Node.js projects with npm and the runners that their scripts name.</summary>
/// <remarks>With the network open nothing but npm itself runs: install scripts come after it, without network. Commands see nothing of the user's caches.</remarks>
internal sealed partial class NodeToolchain(PartBench bench, IReadOnlyList<Part> parts) : IToolchain
{
    private const string NotThere = "node and npm are not installed below /usr: apt-get install -y nodejs npm";

    private static readonly string[] Locks = ["package-lock.json", "npm-shrinkwrap.json"];

    private readonly NodeCommands _commands = new(bench);

    /// <summary>Whether node and npm are where the sandbox sees them.</summary>
    private static bool IsThere => new[] { "node", "npm" }.All(program => File.Exists("/usr/bin/" + program) || File.Exists("/usr/local/bin/" + program));

    /// <summary>What is not installed, and how to get it; null when everything is.</summary>
    public static string? NotInstalled => IsThere ? null : NotThere;

    public async Task<RestoreOutcome> RestoreAsync(string at, NetworkAccess network, CancellationToken cancellationToken)
    {
        var part = Of(at);
        if (!IsThere)
        {
            return new RestoreOutcome(false, [], [], $"The Node.js project '{part.Name}' cannot be built: {NotThere}");
        }

        var commands = new List<CommandRun>();
        string? problem = null;
        if (network == NetworkAccess.Restore && !bench.Installed.IsKept(Stack.Node, at) && (await ManifestAsync(part, cancellationToken)).Dependencies.Count > 0)
        {
            (var run, problem) = await InstallAsync(part, cancellationToken);
            commands.AddRange(run);
        }

        var missing = await MissingAsync(part, cancellationToken);
        return new RestoreOutcome(problem is null && missing.Count == 0, missing, commands, problem);
    }

    public async Task<BuildOutcome> BuildAsync(string at, CancellationToken cancellationToken)
    {
        var part = Of(at);
        if (!IsThere)
        {
            return new BuildOutcome(false, [], [], [], NotThere);
        }

        var command = BuildCommand(part, await ManifestAsync(part, cancellationToken));
        var result = await bench.Session.RunAsync(command, cancellationToken);
        var errors = Messages(part, result, "error").ToList();
        if (!result.Succeeded && errors.Count == 0 && result.Run.End == CommandEnd.Exited)
        {
            errors = [new BuildMessage("BUILD", result.LastWords, null, null, part.Name)];
        }

        return new BuildOutcome(result.Succeeded, errors, Messages(part, result, "warning"), [result.Run], Ending.Of(result, $"The build of {part.Name}", command))
        {
            TestFiles = part.TestFiles(),
            Parts = [at],
            Notes = bench.Installed.Note(Stack.Node, at) is { } note ? [note] : [],
        };
    }

    public async Task<TestOutcome> TestAsync(string at, IReadOnlyList<string>? only, TimeSpan? limit, CancellationToken cancellationToken)
    {
        var part = Of(at);
        var (run, _) = await new NodeTestRunner(bench, _commands, part).RunAsync(await ManifestAsync(part, cancellationToken), limit, cover: false, cancellationToken);
        return only is null ? run : run with
        {
            Discovered = [.. run.Discovered.Where(test => only.Contains(test.Name))],
            Results = [.. run.Results.Where(result => only.Contains(result.Test.Name))],
        };
    }

    public async Task<CoverageOutcome> CoverAsync(string at, IReadOnlyList<string> except, CancellationToken cancellationToken)
    {
        var part = Of(at);
        var (run, lines) = await new NodeTestRunner(bench, _commands, part).RunAsync(await ManifestAsync(part, cancellationToken), null, cover: true, cancellationToken);
        return lines is { Count: > 0 }
            ? new CoverageOutcome(lines, null, run.Commands)
            : new CoverageOutcome([], $"The tests of {part.Name} left no record of the lines they reach.", run.Commands);
    }

    public async Task<string> VersionAsync(string at, CancellationToken cancellationToken)
    {
        var result = await bench.Session.RunAsync(_commands.Of("sdk", Of(at), "node", "--version"), cancellationToken);
        return result.Succeeded ? "Node.js " + result.Text.TrimStart('v') : "";
    }

    private Part Of(string at) => parts.First(part => part.Stack == Stack.Node && part.Folder == at);

    private async Task<PackageJson> ManifestAsync(Part part, CancellationToken cancellationToken)
    {
        var (read, _) = await CopyFiles.ReadAsync(bench.Session, bench.Root, [part.In("package.json")], cancellationToken);
        return PackageJson.Read(read is [{ Content: { } content }] ? content : []);
    }

    /// <summary>The project's own build; else the TypeScript compiler where there is a configuration for it; else a look at the syntax of plain JavaScript.</summary>
    private SandboxCommand BuildCommand(Part part, PackageJson manifest)
    {
        if (manifest.Script("build") is not null)
        {
            return _commands.Of("build", part, "npm", "run", "build");
        }

        if (part.Has("tsconfig.json") && manifest.Dependencies.Contains("typescript"))
        {
            return _commands.Of("build", part, "tsc", "--noEmit", "--pretty", "false", "-p", ".");
        }

        var tests = part.TestFiles();
        var isPlain = !Transpiled().IsMatch(string.Join(' ', manifest.Dependencies));
        var sources = part.Files.Where(file => isPlain && PlainScript().IsMatch(file) && !tests.Any(test => TreePath.IsWithin(file, test))).Order(StringComparer.Ordinal);
        return _commands.Of("build", part, "node", "--no-warnings", "--experimental-vm-modules", $"{DotNetFolders.ToolsTarget}/node_syntax.mjs") with
        {
            Input = CopyFiles.Listed(sources.Select(part.Relative)),
        };
    }

    private async Task<(IReadOnlyList<CommandRun> Commands, string? Problem)> InstallAsync(Part part, CancellationToken cancellationToken)
    {
        await using var alone = await bench.Installed.LockAsync(cancellationToken);
        var (run, note) = await FetchAsync(part, cancellationToken);
        var commands = run.Select(result => result.Run).ToList();
        if (!run[^1].Succeeded)
        {
            return (commands, run[^1].Run.End != CommandEnd.Exited ? $"npm did not end, or used too much, and was stopped: {run[^1].Run.End}." : $"npm could not install the packages of {part.Name}: {Reason(run[^1])}");
        }

        // Some packages finish themselves by a script; those that would fetch something for that fail here, and are then as good as their users find them.
        var finished = await bench.Session.RunAsync(_commands.Of("restore", part, "npm", "rebuild", "--loglevel=error"), cancellationToken);
        var fresh = bench.Installed.Fresh();
        var keep = ShellScript.Command("restore", "keep-installed.sh", CopyAccess.ReadOnly, bench.Root, bench.Root, Path.Combine(".", part.Folder));
        var kept = await bench.Session.RunAsync(keep with { Mounts = [new SandboxMount(fresh, "/backsmith/installed", Writable: true)] }, cancellationToken);
        if (kept.Succeeded)
        {
            bench.Installed.Keep(Stack.Node, part.Folder, fresh, note);
        }

        return ([.. commands, finished.Run], kept.Succeeded ? null : $"The packages of {part.Name} could not be kept: {kept.LastWords}");
    }

    /// <summary>By the lock file; where that and the manifest contradict each other, or there is none that npm reads, by the manifest, and a note says so.</summary>
    private async Task<(IReadOnlyList<CommandResult> Results, string Note)> FetchAsync(Part part, CancellationToken cancellationToken)
    {
        var locked = Locks.FirstOrDefault(part.Has);
        if (locked is null)
        {
            var other = new[] { "yarn.lock", "pnpm-lock.yaml" }.FirstOrDefault(part.Has);
            return ([await NpmAsync("install", "--no-package-lock")], other is null ? "" : $"'{part.In(other)}' is not read: npm chose the versions for {part.Name} by its manifest alone.");
        }

        var clean = await NpmAsync("ci");
        return clean.Succeeded || !clean.Text.Contains("EUSAGE", StringComparison.Ordinal)
            ? ([clean], "")
            : ([clean, await NpmAsync("install", "--no-save")], $"'{part.In(locked)}' does not match its manifest, so npm chose what it lacks.");

        Task<CommandResult> NpmAsync(params string[] how) =>
            bench.Session.RunAsync(bench.Open(_commands.Of("restore", part, ["npm", .. how, "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error", "--fetch-retries=1", "--fetch-timeout=60000"])), cancellationToken);
    }

    /// <summary>The first lines that npm marks as its error.</summary>
    private static string Reason(CommandResult result) =>
        string.Join(" ", NpmError().Matches(result.Text).Select(match => match.Groups[1].Value.Trim()).Where(line => line.Length > 0).Take(4)) is { Length: > 0 } text ? text : result.LastWords;

    /// <summary>Packages that the manifest asks for and that are not there in a fitting version, from <c>npm ls</c>.</summary>
    private async Task<IReadOnlyList<MissingPackage>> MissingAsync(Part part, CancellationToken cancellationToken)
    {
        var result = await bench.Session.RunAsync(_commands.Of("list", part, "npm", "ls", "--depth=0", "--json") with { Access = CopyAccess.ReadOnly }, cancellationToken);
        try
        {
            using var document = JsonDocument.Parse(result.Output);
            return document.RootElement.TryGetProperty("dependencies", out var dependencies) && dependencies.ValueKind == JsonValueKind.Object
                ? [.. dependencies.EnumerateObject().Where(package => IsMissing(package.Value)).Select(package => new MissingPackage(package.Name, Text(package.Value, "required"), part.Name, "It is not installed in a version that fits, and nothing is fetched for a patch."))]
                : [];
        }
        catch (JsonException)
        {
            return [];
        }
    }

    private static bool IsMissing(JsonElement package) =>
        package.ValueKind == JsonValueKind.Object && ((package.TryGetProperty("missing", out var missing) && missing.ValueKind == JsonValueKind.True) || (package.TryGetProperty("invalid", out var invalid) && invalid.ValueKind is JsonValueKind.String or JsonValueKind.True));

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private IReadOnlyList<BuildMessage> Messages(Part part, CommandResult result, string severity) =>
        [.. BuildMessages.Read(Encoding.UTF8.GetString(result.Output), severity, bench.At(part)).Select(message => message with { Path = message.Path is { } path ? part.In(path) : null, Project = part.Name })];

    [GeneratedRegex(@"^npm (?:error|ERR!)(.*)$", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex NpmError();

    [GeneratedRegex(@"\.[cm]?js$", RegexOptions.CultureInvariant)]
    private static partial Regex PlainScript();

    // With one of these, a .js file need not be plain JavaScript.
    [GeneratedRegex(@"(^| )(@babel/|babel-|flow-bin|react|preact|typescript|vite|webpack|rollup|parcel|esbuild|@swc/|next|nuxt|svelte|vue)", RegexOptions.CultureInvariant)]
    private static partial Regex Transpiled();
}
