using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Backsmith.Repositories;
using Backsmith.Sandbox.Bubblewrap;
using Backsmith.Sandbox.Processes;
using Backsmith.Sandbox.Seccomp;
using Backsmith.Sandboxes;
using Backsmith.Storage;

namespace Backsmith.Sandbox.Copies;

/// <summary>What a session is opened with.</summary>
/// <param name="Identity">Who its commands run as.</param>
/// <param name="Layers">Read-only layers of the copy, topmost first; empty for a session without a copy.</param>
/// <param name="CopyTarget">Where the copy is mounted inside; ignored without layers.</param>
/// <param name="Folders">Host folders that commands may have mounted.</param>
/// <param name="Limits">Resource limits.</param>
/// <param name="RuntimeFolder">Host folder for the scripts and filters of this session.</param>
/// <param name="Run">Name that commands carry in their arguments, so that they can be found when this process is gone.</param>
internal sealed record SessionLayout(
    Identity Identity,
    IReadOnlyList<string> Layers,
    string CopyTarget,
    IReadOnlyList<string> Folders,
    SandboxLimits Limits,
    string RuntimeFolder,
    string Run = "run");

/// <summary>A private mount namespace with the layers of a throw-away copy, and the commands that run in it.</summary>
/// <remarks>One process holds the namespace and ends when its standard input closes, which the kernel does when this process dies, however it dies.</remarks>
internal sealed class CopySession : IAsyncDisposable
{
    /// <summary>Where a command that may open a sandbox of its own sees the copy, read-only, without anything mounted below.</summary>
    private const string PlainCopy = "/backsmith/copy";
    private const int KeptOutput = 32 * 1024 * 1024;

    // Folders that every Linux has. The staging file system hides what lies below, so one is taken that holds nothing of the session: WSL keeps drives in /mnt.
    private static readonly string[] Stages = ["/mnt", "/media", "/srv", "/opt"];

    private readonly SessionLayout _layout;
    private readonly ProcessStarter _starter;
    private readonly IBlobStore _logs;
    private readonly TimeProvider _time;
    private readonly Process _holder;

    private CopySession(SessionLayout layout, ProcessStarter starter, IBlobStore logs, TimeProvider time, Process holder) =>
        (_layout, _starter, _logs, _time, _holder) = (layout, starter, logs, time, holder);

    /// <summary>What limits of time are measured with.</summary>
    internal TimeProvider Time => _time;

    /// <summary>Stages the layers and folders.</summary>
    /// <exception cref="IOException">The machine cannot stage them; the message carries what the kernel said.</exception>
    public static async Task<CopySession> OpenAsync(SessionLayout layout, ProcessStarter starter, IBlobStore logs, TimeProvider time, CancellationToken cancellationToken)
    {
        var script = await RuntimeFileAsync(layout, "stage.sh", () => EmbeddedFile.Read("stage.sh"), cancellationToken);
        List<string> arguments = layout.Identity.Drops
            ? ["--mount", "--propagation", "private", "--"]
            : ["--user", "--map-root-user", "--mount", "--propagation", "private", "--"];
        arguments.AddRange(
        [
            "/bin/sh", script, StageOf(layout), layout.Limits.UpperBytes.ToString(CultureInfo.InvariantCulture),
            layout.Identity.Drops ? layout.Identity.Uid.ToString(CultureInfo.InvariantCulture) : "-",
            layout.Layers.Count == 0 ? "-" : string.Join('\n', layout.Layers),
            .. layout.Folders,
        ]);
        var holder = await starter.StartAsync("unshare", arguments);
        try
        {
            if (await holder.StandardOutput.ReadLineAsync(cancellationToken) == "ready")
            {
                return new CopySession(layout, starter, logs, time, holder);
            }

            throw new IOException($"The sandbox could not stage its mounts: {(await holder.StandardError.ReadToEndAsync(cancellationToken)).Trim()}");
        }
        catch
        {
            holder.Kill(entireProcessTree: true);
            holder.Dispose();
            throw;
        }
    }

    /// <summary>Runs a command to its end.</summary>
    public async Task<CommandResult> RunAsync(SandboxCommand command, CancellationToken cancellationToken)
    {
        var started = _time.GetTimestamp();
        using var process = await StartProcessAsync(command, cancellationToken);
        using var limit = new CancellationTokenSource(command.Timeout, _time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        var (output, errors) = (new CappedOutput(KeptOutput, command.OutputLimit), new CappedOutput(KeptOutput, command.OutputLimit));
        var end = CommandEnd.Exited;
        try
        {
            var writing = WriteInputAsync(process, command.Input, stop.Token);
            var readings = new List<Task<bool>>
            {
                output.ReadAsync(process.StandardOutput.BaseStream, stop.Token),
                errors.ReadAsync(process.StandardError.BaseStream, stop.Token),
            };
            while (readings.Count > 0 && end == CommandEnd.Exited)
            {
                var done = await Task.WhenAny(readings);
                readings.Remove(done);
                end = await done ? end : CommandEnd.OutputLimit;
            }

            if (end == CommandEnd.OutputLimit)
            {
                Kill(process);
            }

            await writing;
            await process.WaitForExitAsync(stop.Token);
        }
        catch (OperationCanceledException)
        {
            Kill(process);
            await process.WaitForExitAsync(CancellationToken.None);
            cancellationToken.ThrowIfCancellationRequested();
            end = CommandEnd.TimedOut;
        }

        return await ResultAsync(command, process.ExitCode, end, _time.GetElapsedTime(started), output, errors, cancellationToken);
    }

    /// <summary>Starts a command whose streams the caller speaks with. Killing it kills its whole tree.</summary>
    public async Task<Process> StartProcessAsync(SandboxCommand command, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var filter = await RuntimeFileAsync(
            _layout, command.AllowNesting ? "nesting.bpf" : "strict.bpf", () => SeccompFilter.Build(command.AllowNesting) ?? [], cancellationToken);
        List<string> arguments = ["--target", _holder.Id.ToString(CultureInfo.InvariantCulture), "--mount"];
        if (!_layout.Identity.Drops)
        {
            arguments.AddRange(["--user", "--preserve-credentials"]);
        }

        // The filter is opened by the shell before the identity is dropped; bubblewrap reads it from descriptor 9.
        arguments.AddRange(["--", "/bin/sh", "-c", "umask 022; filter=$1; shift; exec 9<\"$filter\"; exec \"$@\"", "sh", filter]);
        arguments.AddRange(_layout.Identity.Prefix());
        arguments.AddRange(["/usr/bin/env", "-i", "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "bwrap", "--seccomp", "9"]);
        arguments.AddRange(["--setenv", "BACKSMITH_RUN", _layout.Run, .. BubblewrapArguments.For(command, Mounts(command), _layout.Identity.Uid, _layout.Limits)]);
        return await _starter.StartAsync("nsenter", arguments);
    }

    /// <summary>Ends the holder; the kernel takes the mounts and everything written with it.</summary>
    public async ValueTask DisposeAsync()
    {
        _holder.StandardInput.Close();
        await _holder.WaitForExitAsync();
        _holder.Dispose();
    }

    private List<SandboxMount> Mounts(SandboxCommand command)
    {
        var mounts = new List<SandboxMount>();
        if (_layout.Limits.DotNetRoot is { } dotnet && !dotnet.StartsWith("/usr/", StringComparison.Ordinal))
        {
            mounts.Add(new SandboxMount(Staged(dotnet), dotnet));
        }

        if (_layout.Layers.Count > 0)
        {
            mounts.Add(new SandboxMount($"{StageOf(_layout)}/copy", _layout.CopyTarget, command.Access == CopyAccess.Writable));
            if (command.AllowNesting)
            {
                // A sandbox inside cannot lay a layer over a folder with mounts below it; this view has none.
                mounts.Add(new SandboxMount($"{StageOf(_layout)}/copy", PlainCopy));
            }
        }

        mounts.AddRange(command.Mounts.Select(mount => mount with { Source = Staged(mount.Source) }));
        return mounts;
    }

    private static string StageOf(SessionLayout layout) =>
        Stages.FirstOrDefault(stage => Directory.Exists(stage)
            && !layout.Folders.Concat(layout.Layers).Append(layout.RuntimeFolder).Any(path => TreePath.IsWithin(path, stage)))
        ?? throw new IOException($"The sandbox needs one of {string.Join(", ", Stages)} that holds neither the repository nor Backsmith's state.");

    /// <summary>Where a host path lies in the mount namespace of this session.</summary>
    private string Staged(string path)
    {
        for (var index = 0; index < _layout.Folders.Count; index++)
        {
            var folder = _layout.Folders[index];
            if (path == folder || TreePath.Below(path, folder) is not null)
            {
                return $"{StageOf(_layout)}/bind/{index}{path[folder.Length..]}";
            }
        }

        throw new ArgumentException($"'{path}' was not staged for this session.", nameof(path));
    }

    private async Task<CommandResult> ResultAsync(
        SandboxCommand command, int exitCode, CommandEnd end, TimeSpan duration, CappedOutput output, CappedOutput errors, CancellationToken cancellationToken)
    {
        byte[] standard = output.ToArray(), error = errors.ToArray();
        var digest = await _logs.PutAsync((byte[])[.. standard, .. error], cancellationToken);
        // bubblewrap answers 128 + signal when its child was killed: SIGKILL, or SIGXCPU and SIGXFSZ for a limit.
        var killed = end == CommandEnd.Exited && exitCode is 137 or 152 or 153;
        var run = new CommandRun(
            command.Step, command.Arguments, killed ? CommandEnd.Killed : end, end == CommandEnd.Exited && !killed ? exitCode : null, duration, digest);
        return new CommandResult(run, standard, error);
    }

    private static async Task WriteInputAsync(Process process, ReadOnlyMemory<byte> input, CancellationToken cancellationToken)
    {
        try
        {
            if (!input.IsEmpty)
            {
                await process.StandardInput.BaseStream.WriteAsync(input, cancellationToken);
            }

            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // The command ended without reading its input; its exit code says the rest.
        }
    }

    private static void Kill(Process process)
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // It ended by itself in the meantime.
        }
    }

    /// <summary>Writes a file of the session once, under a name that carries its content's digest.</summary>
    private static async Task<string> RuntimeFileAsync(SessionLayout layout, string name, Func<byte[]> content, CancellationToken cancellationToken)
    {
        var bytes = content();
        var path = Path.Combine(layout.RuntimeFolder, $"{Convert.ToHexStringLower(SHA256.HashData(bytes))[..16]}-{name}");
        if (!File.Exists(path))
        {
            Directory.CreateDirectory(layout.RuntimeFolder);
            var temporary = Path.Combine(layout.RuntimeFolder, Path.GetRandomFileName());
            await File.WriteAllBytesAsync(temporary, bytes, cancellationToken);
            File.Move(temporary, path, overwrite: true);
        }

        return path;
    }
}
