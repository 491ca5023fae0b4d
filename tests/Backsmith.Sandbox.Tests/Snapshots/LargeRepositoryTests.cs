using Shouldly;
using Xunit;

namespace Backsmith.Sandbox.Tests.Snapshots;

public sealed class LargeRepositoryTests : IDisposable
{
    private readonly CapturedRepository _repository = new();

    public void Dispose() => _repository.Dispose();

    [Fact]
    public async Task Ten_thousand_files_are_taken_and_one_that_changed_is_seen()
    {
        for (var number = 0; number < 10_000; number++)
        {
            _repository.With($"folder{number % 100}/file{number}.cs", $"class C{number};\n");
        }

        _repository.Committed();
        var first = await _repository.CaptureFaithfullyAsync();
        first.Files.ShouldBe(10_000);

        _repository.With("folder7/file7.cs", "class Changed;\n");

        (await _repository.CaptureFaithfullyAsync()).TreeId.ShouldNotBe(first.TreeId);
    }

    [Fact]
    public async Task Two_snapshots_at_the_same_time_agree()
    {
        for (var number = 0; number < 500; number++)
        {
            _repository.With($"file{number}.cs", $"class C{number};\n");
        }

        _repository.Committed();

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => _repository.CaptureAsync())));

        outcomes.Select(outcome => outcome.Refusal).ShouldAllBe(refusal => refusal == null);
        outcomes.Select(outcome => outcome.Snapshot!.TreeId).Distinct().ShouldHaveSingleItem().ShouldBe(_repository.Git("rev-parse", "HEAD^{tree}").Trim());
    }

    [Fact]
    public async Task What_a_killed_snapshot_left_does_not_stop_the_next()
    {
        _repository.With("a.cs", "class A;\n").Committed();
        await _repository.CaptureFaithfullyAsync();
        await File.WriteAllTextAsync(Path.Combine(_repository.OwnGit(), "index.lock"), "");
        await File.WriteAllTextAsync(Path.Combine(_repository.OwnGit(), "index"), "not an index");
        _repository.With("b.cs", "class B;\n");

        (await _repository.CaptureFaithfullyAsync()).Files.ShouldBe(2);
    }
}
