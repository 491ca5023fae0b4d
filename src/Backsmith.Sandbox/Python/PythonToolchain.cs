using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Backsmith.Repositories;
using Backsmith.Sandbox.Copies;
using Backsmith.Sandbox.DotNet;
using Backsmith.Sandbox.Toolchains;
using Backsmith.Sandboxes;

namespace Backsmith.Sandbox.Python;

/// <summary>Installs, compiles and tests Python projects: pip into an environment of ours, pytest or unittest.</summary>
/// <remarks>Nothing of the project runs to install it: what it asks for is read from its files, and packages come as wheels, whose installation runs no code.</remarks>
internal sealed partial class PythonToolchain(PartBench bench, IReadOnlyList<Part> parts) : IToolchain
{
    private const string Interpreter = "/usr/bin/python3";
    private const string EnvironmentTarget = "/backsmith/python";
    private const string NotThere = "Python 3 is not installed: apt-get install -y python3 python3-pip python3-venv python3-pytest";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>What is not installed, and how to get it; null when it is.</summary>
    public static string? NotInstalled => File.Exists(Interpreter) ? null : NotThere;

    public async Task<RestoreOutcome> RestoreAsync(string at, NetworkAccess network, CancellationToken cancellationToken)
    {
        var part = Of(at);
        if (!File.Exists(Interpreter))
        {
            return new RestoreOutcome(false, [], [], $"The Python project '{part.Name}' cannot be built: {NotThere}");
        }

        var facts = await FactsAsync(part, cancellationToken);
        var commands = new List<CommandRun>();
        if (network == NetworkAccess.Restore && facts.Missing.Any() && !bench.Installed.IsKept(Stack.Python, at))
        {
            commands.AddRange(await InstallAsync(part, facts, cancellationToken));
            facts = await FactsAsync(part, cancellationToken);
        }

        var reason = commands.Count > 0 ? "pip could not install it" : "It is not installed, and this restore has no network";
        var missing = facts.Missing.Select(wish => new MissingPackage(wish.Name, null, part.Name, $"'{wish.Text}': {reason}.")).ToList();
        return new RestoreOutcome(missing.Count == 0, missing, commands, null);
    }

    public async Task<BuildOutcome> BuildAsync(string at, CancellationToken cancellationToken)
    {
        var part = Of(at);
        if (!File.Exists(Interpreter))
        {
            return new BuildOutcome(false, [], [], [], NotThere);
        }

        var tests = part.TestFiles();
        var sources = part.Files.Where(file => file.EndsWith(".py", StringComparison.Ordinal) && !tests.Any(test => TreePath.IsWithin(file, test))).Order(StringComparer.Ordinal);
        var command = Python(part, "build", $"{DotNetFolders.ToolsTarget}/python_compile.py") with { Access = CopyAccess.ReadOnly, Input = Names(part, sources) };
        var result = await bench.Session.RunAsync(command, cancellationToken);
        var log = Encoding.UTF8.GetString(result.Output);
        var errors = BuildMessages.Read(log, "error", bench.Root).Select(message => Placed(part, message)).ToList();
        var problem = Ending.Of(result, "Compiling the Python files", command) is { } ending ? ending
            : !result.Succeeded && errors.Count == 0 ? $"The Python files could not be compiled: {result.LastWords}"
            : null;
        return new BuildOutcome(result.Succeeded, errors, [.. BuildMessages.Read(log, "warning", bench.Root).Select(message => Placed(part, message))], [result.Run], problem)
        {
            TestFiles = tests,
            Parts = [at],
            Notes = [.. (await FactsAsync(part, cancellationToken)).Notes(part.Name)],
        };
    }

    public async Task<TestOutcome> TestAsync(string at, IReadOnlyList<string>? only, TimeSpan? limit, CancellationToken cancellationToken)
    {
        var part = Of(at);
        var (run, _) = await RunAsync(part, only, limit, cover: false, cancellationToken);
        return run;
    }

    public async Task<CoverageOutcome> CoverAsync(string at, IReadOnlyList<string> except, CancellationToken cancellationToken)
    {
        var part = Of(at);
        var (run, lines) = await RunAsync(part, null, null, cover: true, cancellationToken);
        return lines is null
            ? new CoverageOutcome([], $"The tests of {part.Name} left no record of the lines they reach.", run.Commands)
            : new CoverageOutcome([.. lines.Select(file => file with { Path = part.In(file.Path) })], null, run.Commands);
    }

    public async Task<string> VersionAsync(string at, CancellationToken cancellationToken)
    {
        var result = await bench.Session.RunAsync(Python(Of(at), "sdk", "--version"), cancellationToken);
        return result.Succeeded ? result.Text : "";
    }

    private Part Of(string at) => parts.First(part => part.Stack == Stack.Python && part.Folder == at);

    private async Task<(TestOutcome Run, IReadOnlyList<FileCoverage>? Lines)> RunAsync(Part part, IReadOnlyList<string>? only, TimeSpan? limit, bool cover, CancellationToken cancellationToken)
    {
        var facts = await FactsAsync(part, cancellationToken);
        var files = part.Files.Where(file => TestModule().IsMatch(file)).Order(StringComparer.Ordinal).ToList();
        if (files.Count == 0)
        {
            return (new TestOutcome([], [], [], []), null);
        }

        var mine = only?.Select(name => name).ToList();
        var command = facts.Pytest ? Pytest(part, mine, addOptions: true) : Unittest(part, files, mine);
        command = cover ? command with { Environment = new Dictionary<string, string>(command.Environment) { ["BACKSMITH_COVER"] = bench.At(part) } } : command;
        var (result, folder) = await bench.IsolateAsync(command, limit, cancellationToken);
        var notes = new List<string>();
        if (facts.Pytest && result.Run is { End: CommandEnd.Exited, ExitCode: UsageError } && bench.Left(folder, "listed.txt") is null)
        {
            notes.Add($"The options for pytest in the settings of {part.Name} cannot be used here and were left out.");
            var plain = Pytest(part, mine, addOptions: false) with { Environment = command.Environment };
            (result, folder) = await bench.IsolateAsync(plain, limit, cancellationToken);
        }

        var results = JUnitFile.Read(bench.Left(folder, "report.xml"), part.Name, facts.Pytest ? NodeId : element => element.Attribute("name")?.Value);
        var nothing = facts.Pytest && result.Run is { End: CommandEnd.Exited, ExitCode: NothingCollected } && results is { Count: 0 };
        var listed = bench.Left(folder, "listed.txt")?.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(name => new TestId(part.Name, name)).ToList();
        var outcome = nothing
            ? new TestOutcome([], [], [], [result.Run])
            : PartTestRun.Of(part, facts.Pytest ? "pytest" : "unittest", result, results, listed, limit ?? bench.Limits.TestTime);
        return (outcome with { Notes = notes }, cover ? PythonLines.Read(bench.Left(folder, "lines.json")) : null);
    }

    /// <summary>Exit codes of pytest: its documentation, "Exit codes".</summary>
    private const int UsageError = 4, NothingCollected = 5;

    private SandboxCommand Pytest(Part part, IReadOnlyList<string>? only, bool addOptions)
    {
        List<string> arguments =
        [
            "-m", "pytest", "-p", "backsmith_pytest", "-p", "no:cacheprovider", "-q", "--continue-on-collection-errors",
            $"--junitxml={PartBench.ResultsTarget}/report.xml", "-o", "junit_family=xunit1",
        ];
        arguments.AddRange(addOptions ? [] : ["-o", "addopts="]);
        arguments.AddRange(part.Below.Select(below => $"--ignore={bench.Root}/{below}"));
        arguments.AddRange(only ?? []);
        return Python(part, "test", arguments);
    }

    private SandboxCommand Unittest(Part part, IReadOnlyList<string> files, IReadOnlyList<string>? only) =>
        Python(part, "test", [$"{DotNetFolders.ToolsTarget}/backsmith_unittest.py", .. only ?? []]) with { Input = Names(part, files) };

    /// <summary>pytest's own name of a test, of what the report says of it: the path of its file, its classes, its function.</summary>
    private static string? NodeId(XElement element)
    {
        var (type, name, file) = (element.Attribute("classname")?.Value ?? "", element.Attribute("name")?.Value, element.Attribute("file")?.Value);
        if (name is null || file is null)
        {
            return name is null ? null : type.Length == 0 ? name : $"{type}::{name}";
        }

        var module = (file.EndsWith(".py", StringComparison.Ordinal) ? file[..^3] : file).Replace('/', '.');
        var classes = type.Length > module.Length && type.StartsWith(module + ".", StringComparison.Ordinal) ? "::" + type[(module.Length + 1)..].Replace(".", "::", StringComparison.Ordinal) : "";
        return $"{file}{classes}::{name}";
    }

    private async Task<IEnumerable<CommandRun>> InstallAsync(Part part, PythonFacts facts, CancellationToken cancellationToken)
    {
        await using var alone = await bench.Installed.LockAsync(cancellationToken);
        if (bench.Installed.IsKept(Stack.Python, part.Folder))
        {
            return [];
        }

        var fresh = bench.Installed.Fresh();
        var mount = new SandboxMount(fresh, EnvironmentTarget, Writable: true);
        var plain = new Dictionary<string, string>();
        var make = bench.Command("restore", part, CopyAccess.ReadOnly, plain, Interpreter, "-I", "-m", "venv", "--system-site-packages", "--without-pip", $"{EnvironmentTarget}/env");
        var made = await bench.Session.RunAsync(make with { Mounts = [.. make.Mounts, mount] }, cancellationToken);
        if (!made.Succeeded)
        {
            return [made.Run];
        }

        var pip = bench.Open(bench.Command(
            "restore", part, CopyAccess.ReadOnly, plain,
            [Interpreter, "-I", "-m", "pip", "--python", $"{EnvironmentTarget}/env/bin/python", "install", "--only-binary=:all:", "--no-input", "--no-cache-dir", "--disable-pip-version-check", "--retries=1", "--timeout=30", .. facts.Missing.Select(wish => wish.Text)]));
        var installed = await bench.Session.RunAsync(pip with { Mounts = [.. pip.Mounts, mount], WorkingDirectory = "/tmp" }, cancellationToken);
        if (installed.Succeeded)
        {
            bench.Installed.Keep(Stack.Python, part.Folder, fresh);
        }

        return [made.Run, installed.Run];
    }

    private async Task<PythonFacts> FactsAsync(Part part, CancellationToken cancellationToken)
    {
        var command = Python(part, "list", $"{DotNetFolders.ToolsTarget}/python_facts.py") with { Access = CopyAccess.ReadOnly, Input = Names(part, part.Files.Where(file => TestModule().IsMatch(file))) };
        var result = await bench.Session.RunAsync(command, cancellationToken);
        try
        {
            return JsonSerializer.Deserialize<PythonFacts>(result.Output, Json) ?? PythonFacts.None;
        }
        catch (JsonException)
        {
            return PythonFacts.None;
        }
    }

    private SandboxCommand Python(Part part, string step, params IReadOnlyList<string> arguments)
    {
        var kept = bench.Installed.IsKept(Stack.Python, part.Folder);
        var at = bench.At(part);
        var environment = new Dictionary<string, string>
        {
            ["PYTHONPATH"] = $"{DotNetFolders.ToolsTarget}:{at}:{at}/src",
            ["PYTHONDONTWRITEBYTECODE"] = "1",
            ["PYTHONUNBUFFERED"] = "1",
            ["PYTHONHASHSEED"] = "0",
        };
        if (kept)
        {
            environment["PATH"] = $"{EnvironmentTarget}/env/bin:/usr/local/bin:/usr/bin:/bin";
        }

        var command = bench.Command(step, part, CopyAccess.Writable, environment, [kept ? $"{EnvironmentTarget}/env/bin/python" : Interpreter, .. arguments]);
        return kept ? command with { Mounts = [.. command.Mounts, new SandboxMount(bench.Installed.At(Stack.Python, part.Folder), EnvironmentTarget)] } : command;
    }

    private static byte[] Names(Part part, IEnumerable<string> files) => CopyFiles.Listed(files.Select(part.Relative));

    private static BuildMessage Placed(Part part, BuildMessage message) => message with { Path = message.Path is { } path ? part.In(path) : null, Project = part.Name };

    [GeneratedRegex(@"(^|/)(test_[^/]*|[^/]*_tests?|tests?|conftest)\.py$", RegexOptions.CultureInvariant)]
    private static partial Regex TestModule();
}
