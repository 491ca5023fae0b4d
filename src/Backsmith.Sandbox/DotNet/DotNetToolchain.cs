using System.Text;
using System.Text.RegularExpressions;
using Backsmith.Inspection;
using Backsmith.Sandbox.Bubblewrap;
using Backsmith.Sandbox.Copies;
using Backsmith.Sandbox.DotNet.Coverage;
using Backsmith.Sandbox.DotNet.Testing;
using Backsmith.Sandbox.Inspecting;
using Backsmith.Sandbox.Toolchains;
using Backsmith.Sandboxes;

namespace Backsmith.Sandbox.DotNet;

/// <summary>Restores, builds, tests and inspects one copy with the .NET SDK, all inside.</summary>
/// <param name="session">The copy.</param>
/// <param name="folders">What its commands see of the host.</param>
/// <param name="limits">Resource limits.</param>
/// <param name="root">Where the copy lies inside.</param>
/// <param name="layer">Where what a restore writes is kept.</param>
/// <param name="inputs">Digest of what decides the command lines of the tree as it was laid out.</param>
internal sealed partial class DotNetToolchain(CopySession session, DotNetFolders folders, SandboxLimits limits, string root, RestoredLayer layer, string inputs) : IToolchain
{
    private readonly ExchangeFolder _exchange = new(folders.Exchange);
    private DotNetCommand _dotnet = new(folders, root, []);
    private SdkPins _pins = SdkPins.None;
    private bool _changed;

    /// <summary>Says that the copy is not the tree any more as it was laid out: nothing is kept of it or taken for it.</summary>
    public void Change() => _changed = true;

    public async Task<RestoreOutcome> RestoreAsync(string subject, NetworkAccess network, CancellationToken cancellationToken)
    {
        var selection = await SelectAsync(subject, cancellationToken);
        if (selection.Refusal is { } refusal)
        {
            return new RestoreOutcome(false, [], [], refusal);
        }

        var read = await InputsAsync(cancellationToken);
        if (await layer.CoversAsync(read, cancellationToken))
        {
            // What could not be had before may be had now, when there is a network to ask.
            var missing = AssetsFile.Missing(layer.Current);
            if (missing.Count == 0 || network == NetworkAccess.None)
            {
                return new RestoreOutcome(missing.Count == 0, missing, [], null);
            }
        }

        List<string> arguments = ["restore", selection.Entry, "-p:NuGetAudit=false", "-v:quiet"];
        if (network == NetworkAccess.None)
        {
            arguments.AddRange(["--source", DotNetFolders.PackagesTarget]);
            arguments.AddRange(folders.UserPackages is null ? [] : ["--source", DotNetFolders.UserPackagesTarget]);
        }

        await using var alone = await layer.LockAsync(cancellationToken);
        var command = _dotnet.Of("restore", restoring: network == NetworkAccess.Restore, network, arguments) with { Timeout = limits.RestoreTime };
        var result = await session.RunAsync(command, cancellationToken);
        var stopped = Ending.Of(result, "dotnet restore", command) is { } ending ? ending + (network == NetworkAccess.Restore ? " A package source may be slow or out of reach: --offline asks none." : "") : null;
        return await KeepAsync(result, stopped, network, read, cancellationToken);
    }

    public async Task<BuildOutcome> BuildAsync(string subject, CancellationToken cancellationToken)
    {
        var selection = await SelectAsync(subject, cancellationToken);
        if (selection.Refusal is { } refusal)
        {
            return new BuildOutcome(false, [], [], [], refusal);
        }

        Change();
        var command = _dotnet.Of(
            "build", restoring: false, NetworkAccess.None,
            "build", selection.Entry, "--no-restore", "-nodeReuse:false", "-v:quiet", "-clp:NoSummary",
            $"-flp:LogFile={DotNetFolders.ExchangeTarget}/build.log;Verbosity=quiet;Encoding=UTF-8;NoSummary",
            $"-p:CustomAfterMicrosoftCommonTargets={DotNetFolders.ToolsTarget}/backsmith.targets",
            $"-p:BacksmithRecord={DotNetFolders.ExchangeTarget}/built") with { Timeout = limits.BuildTime };
        var result = await session.RunAsync(command, cancellationToken);
        var log = ExchangeFolder.Text(_exchange.At("build.log")) ?? result.Text;
        var errors = BuildMessages.Read(log, "error", root);
        var warnings = BuildMessages.Read(log, "warning", root);
        var missing = result.Succeeded ? Outputs().Where(output => output.TargetPath.Length == 0).Select(output => output.Project).ToList() : [];
        var problem = Ending.Of(result, "The build", command) is { } ending ? ending
            : !result.Succeeded && errors.Count == 0 ? $"The build failed with 0 errors: {LastLines(result.Text)}"
            : missing.Count > 0 ? $"No output of {string.Join(", ", missing)}."
            : null;
        return new BuildOutcome(result.Succeeded && missing.Count == 0, errors, warnings, [result.Run], problem)
        {
            Notes = [.. _pins.Notes, .. FailedExtensions(warnings)],
            TestProjects = [.. Outputs().Where(output => output.IsTest).Select(output => output.Project).Distinct()],
        };
    }

    public Task<TestOutcome> TestAsync(string subject, IReadOnlyList<string>? only, TimeSpan? limit, CancellationToken cancellationToken) =>
        new TestRunner(session, _dotnet, _exchange, folders, Within(limit), root).RunAsync(Outputs(), only, cancellationToken);

    public Task<CoverageOutcome> CoverAsync(string subject, IReadOnlyList<string> except, CancellationToken cancellationToken) =>
        new CoverageRunner(session, _dotnet, _exchange, folders, limits, root).RunAsync(Outputs(), except, cancellationToken);

    public async Task<string> VersionAsync(string subject, CancellationToken cancellationToken)
    {
        await SelectAsync(subject, cancellationToken);
        var result = await session.RunAsync(_dotnet.Of("sdk", restoring: false, NetworkAccess.None, "--version"), cancellationToken);
        return result.Succeeded ? result.Text.Trim().Split('\n')[^1].Trim() : "";
    }

    public async Task<ICodeBase> InspectAsync(string subject, CancellationToken cancellationToken)
    {
        var selection = await SelectAsync(subject, cancellationToken);
        var kept = new KeptCollection(session, _exchange, folders, root, _changed ? null : KeptCollection.Key(inputs, subject, layer.Current, folders));
        return await InspectedCodeBase.OpenAsync(session, folders, root, token => kept.TakeAsync(() => CollectAsync(token), () => !_changed, token), cancellationToken);

        // In a copy that was changed other projects, or another SDK, may be asked for than when the inspector was opened.
        async Task<string> CollectAsync(CancellationToken token)
        {
            var now = _changed ? await SelectAsync(subject, token) : selection;
            return await new CommandLineCollector(session, _dotnet, _exchange, folders, limits, root, layer).CollectAsync(now, _pins.Notes, token);
        }
    }

    public async Task<CommandOutcome> RunAsync(CopyCommand command, CancellationToken cancellationToken)
    {
        if (command.Writes)
        {
            Change();
        }

        var result = await session.RunAsync(_dotnet.Around(command), cancellationToken);
        return new CommandOutcome(result.Run, result.Output, result.Errors);
    }

    private SandboxLimits Within(TimeSpan? limit) => limit < limits.TestTime ? limits with { TestTime = limit.Value } : limits;

    private IReadOnlyList<BuiltProject> Outputs() =>
        [.. _exchange.Files("built", "*.txt").Select(ExchangeFolder.Text).OfType<string>()
            .Select(text => BuiltProject.Parse(text, root)).OfType<BuiltProject>()
            .DistinctBy(output => (output.Project, output.TargetFramework))
            .OrderBy(output => output.Project, StringComparer.Ordinal).ThenBy(output => output.TargetFramework, StringComparer.Ordinal)];

    /// <summary>Analyzers and generators that failed: what they would have said or written is missing, without the build failing for it.</summary>
    private static IEnumerable<string> FailedExtensions(IReadOnlyList<BuildMessage> warnings) =>
        warnings.Where(warning => warning.Code is "AD0001" or "CS8784" or "CS8785").Select(warning => $"Something that the build loads into the compiler failed: {warning.Text}").Distinct();

    private async Task<ProjectSelection> SelectAsync(string subject, CancellationToken cancellationToken)
    {
        var listing = await session.RunAsync(ShellScript.Command("list", "find-projects.sh", CopyAccess.ReadOnly, root, root), cancellationToken);
        var files = Encoding.UTF8.GetString(listing.Output).Split('\0', StringSplitOptions.RemoveEmptyEntries);
        var selection = ProjectSelection.Of(files, subject, root);
        if (selection.Projects.Count > 0)
        {
            _exchange.Write("all.proj", selection.Traversal(root));
        }

        _pins = await SdkPins.ReadAsync(session, new DotNetCommand(folders, root, []), _exchange, root, cancellationToken);
        _dotnet = new DotNetCommand(folders, root, _pins.Mounts);
        return selection;
    }

    private async Task<string> InputsAsync(CancellationToken cancellationToken)
    {
        var result = await session.RunAsync(ShellScript.Command("list", "restore-inputs.sh", CopyAccess.ReadOnly, root, root), cancellationToken);
        return Encoding.UTF8.GetString(result.Output).Trim();
    }

    /// <summary>Keeps the outcome of a restore with network as the layer of later copies; one without belongs to this copy alone.</summary>
    private async Task<RestoreOutcome> KeepAsync(CommandResult result, string? stopped, NetworkAccess network, string read, CancellationToken cancellationToken)
    {
        var keep = ShellScript.Command("restore", "keep-restored.sh", CopyAccess.ReadOnly, root, root) with
        {
            Mounts = [new SandboxMount(folders.Restored, "/backsmith/restored", Writable: true)],
        };
        var kept = await session.RunAsync(keep, cancellationToken);
        if (!kept.Succeeded || !result.Succeeded)
        {
            layer.RequireSpace();
        }

        var missing = kept.Succeeded ? AssetsFile.Missing(Path.Combine(folders.Restored, "layer")) : [];
        if (kept.Succeeded)
        {
            var whole = result.Succeeded || missing.Count > 0;
            await layer.TakeAsync(Path.Combine(folders.Restored, "layer"), network == NetworkAccess.Restore, whole ? read : null, cancellationToken);
        }

        var problem = result.Succeeded ? null
            : stopped is not null ? stopped
            : missing.Count > 0 ? null
            : $"dotnet restore failed: {LastLines(result.Text)}";
        return new RestoreOutcome(result.Succeeded && missing.Count == 0, missing, [result.Run], problem);
    }

    private static string LastLines(string text) =>
        string.Join(" ", text.Split('\n').Where(line => !StackFrame().IsMatch(line)).Select(line => line.Trim()).Where(line => line.Length > 0).TakeLast(5));

    /// <summary>A line of a stack trace as .NET writes it, which MSBuild puts behind the place and the code of its own error.</summary>
    [GeneratedRegex(@"(^|:) +at [\w.`]+[^ (]*\(")]
    private static partial Regex StackFrame();
}
