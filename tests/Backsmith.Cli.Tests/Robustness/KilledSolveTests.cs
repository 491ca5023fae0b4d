using System.Globalization;
using Shouldly;
using Xunit;
using Xunit.Abstractions;

namespace Backsmith.Cli.Tests.Robustness;

/// <summary>A run of <c>solve</c> that is killed goes on to the same patch, and nothing is paid for twice.</summary>
public sealed class KilledSolveTests(ITestOutputHelper output) : IDisposable
{
    private const string Story = "discovery";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("backsmith-killed-");
    private int _runs;

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Killed_right_after_an_answer_it_goes_on_to_the_same_patch_and_pays_once()
    {
        var whole = await RunAsync(null);

        await SameAsync(whole, new KillMoment(whole.Told.Count - 1, 0));
    }

    [EveryStepFact]
    public async Task Killed_at_every_step_it_goes_on_to_the_same_patch_and_pays_once()
    {
        var whole = await RunAsync(null);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"undisturbed: {whole.Told.Count} requests, {whole.Patch.Length} bytes of patch, {whole.Spent}"));
        var moments = Enumerable.Range(1, whole.Told.Count).SelectMany(request => EveryStepFactAttribute.Moments.Select(after => new KillMoment(request, after)));
        var wrong = new List<string>();
        foreach (var moment in moments)
        {
            try
            {
                await SameAsync(whole, moment);
                output.WriteLine($"{moment}: the same patch, nothing paid twice");
            }
            catch (ShouldAssertException different)
            {
                wrong.Add($"{moment}: {different.Message}");
                output.WriteLine(wrong[^1]);
            }
        }

        wrong.ShouldBeEmpty();
    }

    private async Task SameAsync(ToldStory whole, KillMoment moment)
    {
        var killed = await RunAsync(moment);

        killed.Problem.ShouldBeNull();
        killed.Patch.ShouldBe(whole.Patch);
        killed.Spent.ShouldBe(whole.Spent);
        killed.Told.Distinct().Count().ShouldBe(whole.Told.Count);
    }

    private async Task<ToldStory> RunAsync(KillMoment? moment)
    {
        var folder = _folder.CreateSubdirectory(string.Create(CultureInfo.InvariantCulture, $"{_runs++}"));
        var told = await new KilledStory(folder.FullName, Story).RunAsync(moment);
        if (moment is null)
        {
            told.Problem.ShouldBeNull();
            told.Spent.ShouldStartWith(string.Create(CultureInfo.InvariantCulture, $"{told.Told.Count} calls of the model, {told.Told.Count * Backsmith.Models.Tests.Wire.Input:N0} tokens sent, {told.Told.Count * Backsmith.Models.Tests.Wire.Output:N0} received, $"));
        }

        folder.Delete(recursive: true);
        return told;
    }
}

/// <summary>A test that takes a quarter of an hour; <c>eng/solve-kill-test.sh</c> asks for it.</summary>
public sealed class EveryStepFactAttribute : FactAttribute
{
    private const string Asked = "BACKSMITH_KILL_MOMENTS";

    public EveryStepFactAttribute() => Skip = Environment.GetEnvironmentVariable(Asked) is null ? "Runs with eng/solve-kill-test.sh." : null;

    /// <summary>Moments of each request: milliseconds after its answer, and before it (null).</summary>
    internal static IEnumerable<int?> Moments =>
        (Environment.GetEnvironmentVariable(Asked) ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(moment => moment == "before" ? (int?)null : int.Parse(moment, CultureInfo.InvariantCulture));
}
