using System.Text;
using Backsmith.Repositories;
using Backsmith.Sandbox.Bubblewrap;
using Backsmith.Sandbox.Copies;
using Backsmith.Sandbox.Git;
using Backsmith.Sandbox.Processes;
using Backsmith.Sandbox.Runs;
using Backsmith.Sandboxes;
using Backsmith.Snapshots;
using Backsmith.Storage;

namespace Backsmith.Sandbox.Snapshots;

/// <summary>Takes snapshots: hashes the user's files, mounted read-only, into a git directory of ours, and lays a tree out once.</summary>
internal sealed class SnapshotCapture(SandboxOptions options, RunFolder run, ProcessStarter starter, IBlobStore logs, TimeProvider time)
{
    /// <summary>What materialise.sh prints before the manifests.</summary>
    private const string ManifestsFollow = "manifests";

    public async Task<CaptureOutcome> CaptureAsync(Repository repository, string? revision, CancellationToken cancellationToken)
    {
        if (revision is not null && !repository.HasGit)
        {
            return new CaptureOutcome(null, $"'{repository.Root}' is not a git repository, so it has no revision '{revision}'.");
        }

        var state = RepositoryState.Of(options, repository);
        var reader = Identity.ForReading(await Ownership.OfAsync(repository.Root, starter, cancellationToken));
        GitEnvironment.Create(state.Git);
        if (reader.Drops)
        {
            await GiveAllAsync(state.Git, reader, cancellationToken);
        }

        var outside = GitFolders.Outside(repository.Root);
        var layout = new SessionLayout(reader, [], "", [repository.Root, state.Git, .. outside], options.Limits, Path.Combine(options.StateFolder, "runtime"), run.Name);
        await using var session = await CopySession.OpenAsync(layout, starter, logs, time, cancellationToken);
        var command = ShellScript.Command("snapshot", "capture.sh", CopyAccess.ReadOnly, "/", repository.Root, repository.HasGit ? "git" : "plain", revision ?? "") with
        {
            Environment = GitEnvironment.Variables,
            Timeout = TimeSpan.FromMinutes(15),
            Mounts =
            [
                new SandboxMount(repository.Root, repository.Root),
                .. outside.Select(folder => new SandboxMount(folder, folder)),
                new SandboxMount(state.Git, GitEnvironment.Target, Writable: true),
            ],
        };
        var result = await session.RunAsync(command, cancellationToken);
        if (!result.Succeeded)
        {
            StateSpace.Require(options.StateFolder);
        }

        return Read(repository, revision, result);
    }

    /// <summary>Lays the tree of a snapshot out, unless it was laid out before. A crash leaves only a folder that nobody reads.</summary>
    /// <returns>The folder, the digest of what decides its command lines, and <c>BLOB PATH</c> of each manifest of other stacks, made before anything of the tree could run.</returns>
    public async Task<(string Folder, string Inputs, IReadOnlyList<string> Manifests)> MaterialiseAsync(Repository repository, Snapshot snapshot, CancellationToken cancellationToken)
    {
        var state = RepositoryState.Of(options, repository);
        var tree = state.Tree(snapshot.TreeId);
        if (Directory.Exists(tree) && File.Exists(tree + ".inputs") && await File.ReadAllLinesAsync(tree + ".inputs", cancellationToken) is [var known, ManifestsFollow, .. var listed])
        {
            return (tree, known, listed);
        }

        string inputs;
        var builder = Identity.ForBuilds();
        var fresh = run.Fresh("tree", builder);
        var layout = new SessionLayout(builder, [], "", [state.Git, fresh], options.Limits, Path.Combine(options.StateFolder, "runtime"), run.Name);
        await using (var session = await CopySession.OpenAsync(layout, starter, logs, time, cancellationToken))
        {
            var command = ShellScript.Command("materialise", "materialise.sh", CopyAccess.ReadOnly, "/", snapshot.TreeId) with
            {
                Environment = GitEnvironment.Variables,
                Mounts = [new SandboxMount(state.Git, GitEnvironment.Target), new SandboxMount(fresh, "/backsmith/tree", Writable: true)],
            };
            var result = await session.RunAsync(command, cancellationToken);
            if (!result.Succeeded)
            {
                StateSpace.Require(options.StateFolder);
                throw new IOException($"The snapshot {snapshot.TreeId} could not be laid out: {result.Text}");
            }

            inputs = Encoding.UTF8.GetString(result.Output).Trim();
        }

        Directory.CreateDirectory(Path.GetDirectoryName(tree)!);
        var written = run.FreshName("inputs");
        await File.WriteAllTextAsync(written, inputs, cancellationToken);
        File.Move(written, tree + ".inputs", overwrite: true);
        try
        {
            Directory.Move(fresh, tree);
        }
        catch (IOException) when (Directory.Exists(tree))
        {
            // Another run was faster; ours goes with the run.
        }

        return inputs.Split('\n') is [var digest, ManifestsFollow, .. var manifests] ? (tree, digest, manifests) : (tree, inputs, []);
    }

    private async Task GiveAllAsync(string folder, Identity owner, CancellationToken cancellationToken)
    {
        using var process = await starter.StartAsync("chown", ["-R", "-h", $"{owner.Uid}:{owner.Uid}", "--", folder]);
        process.StandardInput.Close();
        await process.WaitForExitAsync(cancellationToken);
    }

    private static CaptureOutcome Read(Repository repository, string? revision, CommandResult result)
    {
        var facts = Encoding.UTF8.GetString(result.Output).Split('\0', StringSplitOptions.RemoveEmptyEntries)
            .Select(fact => fact.Split(' ', 2)).Where(parts => parts.Length == 2).ToLookup(parts => parts[0], parts => parts[1]);
        if (facts["revision"].Contains("unknown"))
        {
            return new CaptureOutcome(null, $"'{revision}' is no revision of {repository.Root}. Name a branch, tag or commit that this clone has.");
        }

        var tree = facts["tree"].FirstOrDefault();
        if (!result.Succeeded || tree is null)
        {
            return new CaptureOutcome(null, $"The files of {repository.Root} could not be read: {LastLines(Encoding.UTF8.GetString(result.Errors))}");
        }

        var head = facts["head"].FirstOrDefault();
        var files = int.TryParse(facts["files"].FirstOrDefault(), out var count) ? count : 0;
        return files == 0
            ? new CaptureOutcome(null, $"{repository.Root} holds no tracked or unignored file.")
            : new CaptureOutcome(new Snapshot(tree, string.IsNullOrWhiteSpace(head) ? null : head, files, Notices(facts), [.. facts["submodule"].Order(StringComparer.Ordinal)]), null);
    }

    private static string LastLines(string text) => string.Join(" ", text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).TakeLast(3));

    private static List<string> Notices(ILookup<string, string> facts)
    {
        var notices = new List<string>();
        notices.AddRange(facts["submodule"].Select(path => $"The submodule '{path}' is taken as it stands; a patch cannot change it."));
        notices.AddRange(facts["nested"].Select(path => $"The nested repository '{path}' is left out."));
        notices.AddRange(facts["closed"].Select(path => $"The folder '{path}' may not be read and is left out."));
        notices.AddRange(facts["shut"].Select(path => $"The file '{path}' may not be read and is left out."));
        notices.AddRange(facts["large"].Select(path => $"'{path}' is larger than 100 MB and is left out."));
        notices.AddRange(facts["lfs"].Select(path => $"'{path}' is a Git LFS pointer; its content is not here."));
        if (facts["checkout"].Contains("sparse"))
        {
            notices.Add("The checkout is sparse: files outside it are not part of the snapshot.");
        }

        return notices;
    }
}
