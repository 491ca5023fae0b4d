using Backsmith.Repositories;
using Backsmith.Sandbox;
using Backsmith.Sandbox.Agents;
using Backsmith.Sandbox.Bubblewrap;
using Backsmith.Sandboxes;
using Backsmith.Storage;
using Backsmith.Storage.Files;
using Backsmith.Storage.Sqlite;

namespace Backsmith.Cli.Running;

/// <summary>Everything a command needs, put together: the composition root.</summary>
internal sealed class Workplace : IAsyncDisposable
{
    private readonly SqliteExecutionStore _store;
    private readonly KernelSandbox _sandbox;

    private Workplace(StateFolder state, FileBlobStore blobs, SqliteExecutionStore store, KernelSandbox sandbox) =>
        (State, Blobs, _store, _sandbox) = (state, blobs, store, sandbox);

    public StateFolder State { get; }

    public IBlobStore Blobs { get; }

    public IExecutionStore Store => _store;

    public ISandbox Sandbox => _sandbox;

    /// <summary>Runs an external agent, away from every repository.</summary>
    public Task<AgentEnd> RunAgentAsync(AgentCommand command, Func<Stream, CancellationToken, Task> serveTools, CancellationToken cancellationToken) =>
        _sandbox.RunAgentAsync(command, serveTools, cancellationToken);

    public RecordStore Records => new(Blobs);

    public TimeProvider Time => TimeProvider.System;

    public static async Task<Workplace> OpenAsync(CancellationToken cancellationToken)
    {
        var state = StateFolder.Locate(Environment.GetEnvironmentVariable).Prepare();
        var blobs = new FileBlobStore(state.Blobs);
        var store = await SqliteExecutionStore.OpenAsync(state.Database, TimeProvider.System, cancellationToken: cancellationToken);
        return new Workplace(state, blobs, store, OpenSandbox(state.Root, blobs));
    }

    /// <summary>The sandbox alone.</summary>
    /// <param name="state">Folder for its files; must be there.</param>
    /// <param name="logs">Where the output of commands goes.</param>
    public static KernelSandbox OpenSandbox(string state, IBlobStore logs)
    {
        var options = new SandboxOptions(Path.Combine(state, "sandbox"), UserPackages(), Inspector(), new SandboxLimits { DotNetRoot = DotNetRoot() });
        Directory.CreateDirectory(options.StateFolder);
        return new KernelSandbox(options, logs, TimeProvider.System);
    }

    /// <summary>Exit code 3 with the list of what is missing; null when the machine has everything.</summary>
    public async Task<int?> RefuseWithoutSandboxAsync(CancellationToken cancellationToken)
    {
        var missing = await MissingAsync(cancellationToken);
        foreach (var line in missing)
        {
            await Console.Error.WriteLineAsync($"backsmith: {line}");
        }

        return missing.Count == 0 ? null : ExitCode.Environment;
    }

    /// <summary>The repository at a path, on a machine that can work on it; else it says why not, and the exit code that goes with it.</summary>
    public async Task<(Repository? Repository, int ExitCode)> EnterAsync(string path, CancellationToken cancellationToken)
    {
        if (await RefuseWithoutSandboxAsync(cancellationToken) is { } refused)
        {
            return (null, refused);
        }

        var located = await Sandbox.LocateAsync(path, cancellationToken);
        return located.Repository is { } repository ? (repository, ExitCode.Clean) : (null, await Refusal.SayAsync(located.Refusal ?? "", ExitCode.NothingToDo));
    }

    /// <summary>What this machine lacks for the sandbox, a sentence each; empty when it has everything.</summary>
    public async Task<IReadOnlyList<string>> MissingAsync(CancellationToken cancellationToken)
    {
        var support = await Sandbox.ProbeAsync(cancellationToken);
        return support.Usable ? [] : [.. support.Requirements.Where(item => item.Required && !item.Present).Select(item => $"{item.Name}: {item.Detail}. To get it: {item.Remedy}"), "nothing of a repository is run without the sandbox."];
    }

    /// <summary>A path as the user named it, made absolute; null stays null.</summary>
    public static string? Absolute(string? path) => path is null ? null : Path.GetFullPath(path);

    /// <summary>Exit code 2 or 3 when results or state would go where they must not; null when all is well. Asked before anything is written.</summary>
    public static async Task<int?> RefusePlacesAsync(string path, string? output)
    {
        return Misplaced(path, output) is { } wrong ? await Refusal.SayAsync(wrong.Problem, wrong.ExitCode) : null;
    }

    /// <summary>Why results or state would go where they must not; null when all is well.</summary>
    public static (string Problem, int ExitCode)? Misplaced(string path, string? output)
    {
        if (output is not null && FileAtOrAbove(Path.GetFullPath(output)) is { } file)
        {
            return ($"'{output}' {(file == Path.GetFullPath(output) ? "is a file" : $"lies below the file {file}")}. Name a folder for the delivery.", ExitCode.Usage);
        }

        var state = StateFolder.Locate(Environment.GetEnvironmentVariable).Root;
        if (KernelSandbox.Locate(path).Repository?.Root is not { } root)
        {
            return null;
        }

        if (output is not null && TreePath.IsWithin(Path.GetFullPath(output), root))
        {
            return ($"'{output}' lies in the repository {root}, which is never written to. Name a folder outside of it.", ExitCode.Usage);
        }

        if (TreePath.IsWithin(state, root))
        {
            return ($"the state folder {state} lies in the repository {root}, which is never written to. Set BACKSMITH_HOME to a folder outside of it.", ExitCode.Environment);
        }

        return null;
    }

    private static string? FileAtOrAbove(string path) =>
        File.Exists(path) ? path : Path.GetDirectoryName(path) is { } above ? FileAtOrAbove(above) : null;

    public async ValueTask DisposeAsync()
    {
        _sandbox.Dispose();
        await _store.DisposeAsync();
    }

    private static string? UserPackages() =>
        Environment.GetEnvironmentVariable("NUGET_PACKAGES") is { Length: > 0 } named ? named
        : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");

    /// <summary>The installation that runs this program: two folders above its runtime.</summary>
    private static string? DotNetRoot()
    {
        var runtime = new DirectoryInfo(System.Runtime.InteropServices.RuntimeEnvironment.GetRuntimeDirectory());
        return runtime.Parent?.Parent?.Parent?.FullName;
    }

    /// <summary>The inspector beside this program, or where a build of the solution leaves it.</summary>
    private static string? Inspector()
    {
        var here = AppContext.BaseDirectory.TrimEnd('/');
        string[] candidates =
        [
            Path.Combine(here, "inspector"),
            Path.Combine(Path.GetDirectoryName(Path.GetDirectoryName(here))!, "Backsmith.Inspector", Path.GetFileName(here)),
        ];
        return candidates.FirstOrDefault(folder => File.Exists(Path.Combine(folder, "Backsmith.Inspector.dll")));
    }
}
