using Backsmith.Cli.Tests.EndToEnd;
using Backsmith.Models.Tests;

namespace Backsmith.Cli.Tests.Robustness;

/// <summary>When a run is killed, counted in requests that its provider received.</summary>
/// <param name="Request">Which, from 1.</param>
/// <param name="Milliseconds">How long after its answer went out; null for before there was one.</param>
internal sealed record KillMoment(int Request, int? Milliseconds)
{
    /// <inheritdoc/>
    public override string ToString() => $"request {Request}, {(Milliseconds is { } after ? $"{after} ms after its answer" : "before its answer")}";
}

/// <summary>What is left when a story was told to its end.</summary>
/// <param name="Patch">The patch that was delivered; empty for none.</param>
/// <param name="Spent">What <c>status</c> says of it.</param>
/// <param name="Told">Requests that were answered, as the provider bills them.</param>
/// <param name="Problem">What went wrong on the way; null when nothing did.</param>
internal sealed record ToldStory(byte[] Patch, string Spent, IReadOnlyList<string> Told, string? Problem);

/// <summary>Has <c>solve</c> work on a story, kills it with its whole process group, has it go on, and looks at what came of it.</summary>
/// <param name="folder">A folder of its own, with nothing in it.</param>
/// <param name="story">Name of the story.</param>
internal sealed class KilledStory(string folder, string story)
{
    private string State => Path.Combine(folder, "state");

    private string Output => Path.Combine(folder, "delivery");

    /// <summary>Runs it, undisturbed when no moment is named.</summary>
    public async Task<ToldStory> RunAsync(KillMoment? moment)
    {
        var root = PythonProject.At(Path.Combine(folder, "python"));
        await using var peer = await StoryPeer.StartAsync("anthropic", story);
        using var run = RunningBacksmith.Start(root, State, peer.Variables, ["solve", "Add a dose for a week", "--model", peer.Model, "--output", Output]);
        peer.Received = number => moment is not { Milliseconds: null } || number != moment.Request || !Kill(run);
        peer.Sent = async number =>
        {
            if (moment is { Milliseconds: { } after } && number == moment.Request)
            {
                await Task.Delay(after);
                Kill(run);
            }
        };
        var (exit, output, errors) = await run.EndAsync();
        if (moment is null)
        {
            return await LookAsync(root, peer, exit == 0 ? null : $"exit code {exit}: {errors}{output}");
        }

        if (exit < 128)
        {
            return await LookAsync(root, peer, $"it ended with {exit} before it was killed");
        }

        var kept = Recorded();
        (peer.Received, peer.Sent) = (_ => true, _ => Task.CompletedTask);
        using var again = RunningBacksmith.Start(root, State, peer.Variables, ["tasks", "resume"]);
        (exit, output, errors) = await again.EndAsync();
        var told = peer.Told.Select(Words).ToList();
        var twice = told.Where((request, at) => told.IndexOf(request) < at).ToList();
        var mayBeTwice = moment.Milliseconds is not null && kept < moment.Request ? 1 : 0;
        return await LookAsync(root, peer,
            exit != 0 ? $"exit code {exit} after it went on: {errors}{output}"
            : twice.Count > mayBeTwice || twice.Any(request => request != told[moment.Request - 1]) ? $"{twice.Count} requests were asked again after they had been answered; {kept} answers had been kept"
            : null);
    }

    /// <summary>What makes two requests the same.</summary>
    private static string Words(PeerRequest request) => request.Body.GetProperty("messages").GetRawText();

    private static bool Kill(RunningBacksmith run)
    {
        run.Signal("KILL", group: true);
        return true;
    }

    /// <summary>Answers that are on the disk.</summary>
    private int Recorded() => Directory.GetFiles(Path.Combine(State, "recordings")).Sum(file => File.ReadAllText(file).Count(letter => letter == '\n') - 1);

    private async Task<ToldStory> LookAsync(string root, StoryPeer peer, string? problem)
    {
        using var status = RunningBacksmith.Start(root, State, "status");
        var (_, said, _) = await status.EndAsync();
        var patch = Path.Combine(Output, "changes.patch");
        return new ToldStory(File.Exists(patch) ? await File.ReadAllBytesAsync(patch) : [], said.Split('\n').FirstOrDefault(line => line.Contains("of the model", StringComparison.Ordinal))?.Trim() ?? "", [.. peer.Told.Select(Words)], problem);
    }
}
