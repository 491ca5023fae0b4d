using System.Text.Json;
using Shouldly;
using Xunit;

namespace Backsmith.Cli.Tests.Robustness;

/// <summary>What a run leaves when it is broken off. <c>eng/kill-test.sh</c> does the same at random moments.</summary>
public sealed class InterruptionTests(ReviewsAtOnce undisturbed) : IClassFixture<ReviewsAtOnce>
{
    [Fact]
    public void Two_reviews_at_once_hand_over_the_same_patch()
    {
        undisturbed.Ends.ShouldAllBe(end => end.ExitCode == 1, string.Join('\n', undisturbed.Ends));
        undisturbed.Patch(1).ShouldNotBeEmpty();
        undisturbed.Patch(2).ShouldBe(undisturbed.Patch(1));
        undisturbed.Clinic.Picture().ShouldBe(undisturbed.Before);
        Leftovers(undisturbed.Clinic.State).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_review_that_is_broken_off_again_and_again_ends_with_the_same_patch()
    {
        var clinic = undisturbed.Clinic;
        var (state, delivery) = (clinic.Scratch("killed-state"), clinic.Scratch("killed"));
        var runs = new HashSet<string>();

        async Task BreakOffAsync(string words, string signal, bool group, int exitCode, params string[] arguments)
        {
            using var run = RunningBacksmith.Start(clinic.Root, state, arguments);
            (await run.SaysAsync(words)).ShouldBeTrue(run.Errors);
            runs.UnionWith(Leftovers(state).Select(path => Path.GetFileNameWithoutExtension(path)));
            run.Signal(signal, group);
            (await run.ExitAsync()).ShouldBe(exitCode, run.Errors);
            clinic.Picture().ShouldBe(undisturbed.Before);
            if (signal != "KILL")
            {
                run.Errors.ShouldContain("'backsmith tasks resume");
                Leftovers(state).ShouldBeEmpty();
            }
        }

        await BreakOffAsync("restoring packages", "KILL", group: false, 137, "review", ".", "--output", delivery);
        await BreakOffAsync("reviewing", "INT", group: true, 130, "tasks", "resume");
        await BreakOffAsync("testing the base", "KILL", group: true, 137, "tasks", "resume");
        await BreakOffAsync("building the patched tree", "TERM", group: false, 130, "tasks", "resume");
        using var last = RunningBacksmith.Start(clinic.Root, state, "tasks", "resume");
        (await last.ExitAsync()).ShouldBe(1, last.Errors);

        (await File.ReadAllBytesAsync(Path.Combine(delivery, "changes.patch"))).ShouldBe(undisturbed.Patch(1));
        Keys(delivery).ShouldBeUnique();
        Leftovers(state).ShouldBeEmpty();
        runs.ShouldNotBeEmpty();
        Processes(runs).ShouldBeEmpty();
        clinic.Picture().ShouldBe(undisturbed.Before);
    }

    /// <summary>The temporary folders of runs, with their locks.</summary>
    private static string[] Leftovers(string state) =>
        Path.Combine(state, "sandbox", "runs") is var runs && Directory.Exists(runs) ? Directory.GetFileSystemEntries(runs) : [];

    private static List<string> Keys(string delivery)
    {
        using var tasks = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(delivery, "tasks.json")));
        return [.. tasks.RootElement.EnumerateArray().Select(task => task.GetProperty("key").GetString()!)];
    }

    /// <summary>Processes that carry the name of one of the runs.</summary>
    private static List<string> Processes(HashSet<string> runs)
    {
        var found = new List<string>();
        foreach (var folder in Directory.EnumerateDirectories("/proc").Where(folder => char.IsAsciiDigit(Path.GetFileName(folder)[0])))
        {
            try
            {
                var line = File.ReadAllText(Path.Combine(folder, "cmdline"));
                found.AddRange(runs.Where(run => line.Contains(run, StringComparison.Ordinal)).Select(run => $"{folder}: {run}"));
            }
            catch (IOException)
            {
                // It has just ended.
            }
        }

        return found;
    }
}
