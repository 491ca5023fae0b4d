using System.Text.RegularExpressions;
using Backsmith.Cli.Tests.Robustness;
using Backsmith.Models.Tests;
using Shouldly;
using Xunit;

namespace Backsmith.Cli.Tests.EndToEnd;

/// <summary><c>solve</c> against providers that speak the real protocols and misbehave in every way they are known for.</summary>
public sealed partial class ProviderTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("backsmith-provider-");

    /// <summary>Seconds of silence that are borne; null for what the product bears by itself.</summary>
    private string? _patience;

    private string Root => Path.Combine(_folder.FullName, "python");

    private string State => Path.Combine(_folder.FullName, "state");

    public ProviderTests() => PythonProject.At(Root);

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("anthropic")]
    [InlineData("openai-compatible")]
    public async Task What_goes_wrong_on_the_way_is_told_overcome_and_paid_for_once(string provider)
    {
        _patience = "3";
        await using var peer = await StoryPeer.StartAsync(provider, "troubled");
        peer.Peer.Says(429, peer.Wire.ErrorBody("rate_limit_error", "slow down"), retryAfter: "1");
        peer.Peer.Goes();
        peer.Peer.Says(429, peer.Wire.ErrorBody("rate_limit_error", "slow down"));
        peer.Peer.Goes();
        peer.Peer.Says(529, peer.Wire.ErrorBody("overloaded_error", "Overloaded"));
        peer.Peer.Goes();
        peer.Peer.Streams(string.Concat(peer.Wire.Events(PeerAnswer.Text("I ", "know ", "enough.")).Take(3)));
        peer.Peer.Goes();
        peer.Peer.Hangs(null);

        var (exit, text, errors) = await SolveAsync(peer, "--plan-only");

        exit.ShouldBe(0, errors + text);
        text.ShouldContain("per-week (Building, S): Add per_week");
        errors.ShouldContain($"attempt 1 at {peer.Model} failed, the next one comes in ");
        errors.ShouldContain("The provider limits the rate of this key and asks to wait 1 s.");
        errors.ShouldContain("The provider limits the rate of this key. Wait");
        errors.ShouldContain("The provider is overloaded or out of order (HTTP 529).");
        errors.ShouldContain("The answer broke off before its end.");
        errors.ShouldContain("Nothing came from the provider for 3 s.");
        peer.Peer.Requests.Count.ShouldBe(10);
        using var status = RunningBacksmith.Start(Root, State, "status");
        (await status.EndAsync()).Output.ShouldContain($"{peer.Told.Count + 1} calls of the model");
        Nothing_holds_the_key(peer);
    }

    [Theory]
    [InlineData("anthropic", 404, "not_found_error", "model: claude-opus-5", null, "The provider knows no model 'claude-opus-5', or this key may not use it.")]
    [InlineData("openai-compatible", 404, "model_not_found", "The model `local` does not exist", null, "The provider knows no model 'local', or this key may not use it.")]
    [InlineData("anthropic", 401, "authentication_error", "invalid x-api-key", null, "Check that ANTHROPIC_API_KEY holds a key that has not expired")]
    [InlineData("openai-compatible", 401, "invalid_request_error", "Incorrect API key provided: " + StoryPeer.Key, null, "Check that BACKSMITH_OPENAI_COMPATIBLE_KEY holds a key that has not expired")]
    [InlineData("anthropic", 429, "rate_limit_error", "slow down", "3600", "asks to wait 3600 s.")]
    public async Task A_provider_that_will_not_answer_ends_the_run_at_once_with_the_way_out(string provider, int status, string type, string message, string? retryAfter, string sentence)
    {
        await using var peer = await StoryPeer.StartAsync(provider, "troubled");
        peer.Peer.Says(status, peer.Wire.ErrorBody(type, message), retryAfter: retryAfter);

        var (exit, text, errors) = await SolveAsync(peer);

        (exit, text).ShouldBe((5, ""), errors);
        errors.ShouldContain($"There is no plan: ");
        errors.ShouldContain(sentence);
        errors.ShouldNotContain("   at ");
        peer.Peer.Requests.Count.ShouldBe(1);
        Nothing_holds_the_key(peer);
        errors.ShouldNotContain(StoryPeer.Key);
    }

    [Fact]
    public async Task A_provider_that_stays_silent_is_asked_once_more_and_given_up_and_the_run_goes_on_when_it_answers()
    {
        _patience = "3";
        await using var peer = await StoryPeer.StartAsync("openai-compatible", "troubled");
        peer.Peer.Hangs(null);
        peer.Peer.Hangs(string.Concat(peer.Wire.Events(PeerAnswer.Text("I ", "know ", "enough.")).Take(2)));

        var (exit, _, errors) = await SolveAsync(peer, "--plan-only");

        exit.ShouldBe(5, errors);
        errors.ShouldContain("There is no plan: Nothing came from the provider for 3 s. Try again; for a slow local model raise BACKSMITH_MODEL_SILENCE (seconds).");
        peer.Peer.Requests.Count.ShouldBe(2);

        foreach (var command in (string[][])[["requeue", WayOut().Match(errors).Groups["task"].Value], ["resume"]])
        {
            using var again = RunningBacksmith.Start(Root, State, peer.Variables, ["tasks", .. command]);
            (exit, _, errors) = await again.EndAsync();
            exit.ShouldBe(0, errors);
        }

        peer.Told.Count.ShouldBe(5);
    }

    [Fact]
    public async Task A_key_that_expires_in_the_middle_of_the_work_ends_with_what_is_proven_and_what_is_not_done()
    {
        await using var peer = await StoryPeer.StartAsync("openai-compatible", "python");
        Enumerable.Range(0, 3).ToList().ForEach(_ => peer.Peer.Goes());
        peer.Peer.Says(401, peer.Wire.ErrorBody("invalid_request_error", "The key has expired: " + StoryPeer.Key));
        peer.Peer.Says(401, peer.Wire.ErrorBody("invalid_request_error", "The key has expired: " + StoryPeer.Key));

        var (exit, text, errors) = await SolveAsync(peer);

        exit.ShouldBe(5, errors);
        text.ShouldContain("PROVEN (reported)");
        text.ShouldContain("Broken off: The provider does not accept the key. Check that BACKSMITH_OPENAI_COMPATIBLE_KEY holds a key that has not expired");
        text.ShouldContain("Add per_week (backend-engineer): not finished.");
        text.ShouldContain("Not all of the work was done: settle why it was broken off");
        peer.Peer.Requests.Count.ShouldBe(5);
        Nothing_holds_the_key(peer);
    }

    [Fact]
    public async Task A_model_that_does_the_same_again_and_again_is_told_and_stopped()
    {
        await using var peer = await StoryPeer.StartAsync("anthropic", "circling");

        var (exit, _, errors) = await SolveAsync(peer);

        exit.ShouldBe(5, errors);
        errors.ShouldContain("There is no plan: The model did the same 6 times with the same result (read).");
        peer.Told.Count.ShouldBe(6);
    }

    [Fact]
    public async Task Skills_of_the_repository_reach_the_model_only_when_the_user_trusts_them()
    {
        var skill = Directory.CreateDirectory(Path.Combine(Root, ".agents/skills/house-style"));
        File.WriteAllText(Path.Combine(skill.FullName, "SKILL.md"), "---\nname: house-style\ndescription: How this house writes doses.\n---\nDoses are whole numbers.\n");
        var before = ClinicRepository.Picture(Root);
        await using var peer = await StoryPeer.StartAsync("anthropic", "troubled");

        var (refused, _, hint) = await SolveAsync(peer, "--plan-only", "--skill", "house-style");
        var (exit, _, errors) = await SolveAsync(peer, "--plan-only", "--skill", "house-style", "--trust-repository-skills");

        refused.ShouldBe(2);
        hint.ShouldContain($".agents/skills of {Root} is not read. If you trust who wrote it: --trust-repository-skills");
        hint.ShouldContain("There is no skill 'house-style'.");
        exit.ShouldBe(0, errors);
        peer.Told.Count.ShouldBe(5);
        peer.Told[0].Body.GetProperty("system").GetRawText().ShouldContain("Doses are whole numbers.");
        ClinicRepository.Picture(Root).ShouldBe(before);
    }

    [GeneratedRegex(@"'backsmith tasks requeue (?<task>\d+)' and then 'backsmith tasks resume ")]
    private static partial Regex WayOut();

    private async Task<(int ExitCode, string Output, string Errors)> SolveAsync(StoryPeer peer, params string[] further)
    {
        var variables = peer.Variables;
        if (_patience is { } seconds)
        {
            variables["BACKSMITH_MODEL_SILENCE"] = seconds;
        }

        using var run = RunningBacksmith.Start(Root, State, variables, ["solve", "Add a dose for a week", "--model", peer.Model, .. further]);
        return await run.EndAsync();
    }

    private void Nothing_holds_the_key(StoryPeer peer)
    {
        peer.Peer.Requests[0].Headers["Authorization"].ShouldBe("Bearer " + StoryPeer.Key);
        Directory.EnumerateFiles(State, "*", SearchOption.AllDirectories).Where(file => File.ReadAllText(file).Contains(StoryPeer.Key, StringComparison.Ordinal)).ShouldBeEmpty();
    }
}
