using Backsmith.WorkTasks;
using Shouldly;
using Xunit;

namespace Backsmith.Core.Tests.WorkTasks;

public sealed class SpawnRulesTests
{
    private static readonly Dictionary<string, Phase> Nothing = [];
    private static readonly SpawnLimits Limits = new();

    [Fact]
    public void Puts_a_blocker_before_what_it_blocks()
    {
        var accepted = Accepted(Nothing, Task("c", blockedBy: ["b"]), Task("b", blockedBy: ["a"]), Task("a"));

        accepted.Fresh.Select(task => task.Key).ShouldBe(["a", "b", "c"]);
        accepted.Joined.ShouldBeEmpty();
    }

    [Fact]
    public void Joins_a_key_that_is_there_and_one_that_comes_twice()
    {
        var accepted = Accepted(new() { ["a"] = Phase.Building }, Task("a"), Task("b"), Task("b"));

        accepted.Fresh.Select(task => task.Key).ShouldBe(["b"]);
        accepted.Joined.ShouldBe(["a", "b"]);
    }

    [Fact]
    public void Keys_that_differ_in_case_are_two_tasks() =>
        Accepted(Nothing, Task("a"), Task("A")).Fresh.Count.ShouldBe(2);

    [Theory]
    [InlineData(Phase.Investigation, Phase.Investigation)]
    [InlineData(Phase.Investigation, Phase.Validation)]
    [InlineData(Phase.Building, Phase.Validation)]
    [InlineData(Phase.Validation, Phase.Validation)]
    public void Lets_a_task_wait_for_its_own_phase_or_an_earlier_one(Phase blocker, Phase blocked)
    {
        Accepted(new() { ["there"] = blocker }, Task("new", blocked, ["there"])).Fresh.Count.ShouldBe(1);
        Accepted(Nothing, Task("one", blocker), Task("two", blocked, ["one"])).Fresh.Count.ShouldBe(2);
    }

    [Theory]
    [InlineData(Phase.Building, Phase.Investigation)]
    [InlineData(Phase.Validation, Phase.Investigation)]
    [InlineData(Phase.Validation, Phase.Building)]
    public void Refuses_a_task_that_waits_for_a_later_phase(Phase blocker, Phase blocked)
    {
        Refused(new() { ["there"] = blocker }, Task("new", blocked, ["there"])).ShouldBe($"Task 'new' ({blocked}) is blocked by 'there' of the later phase {blocker}.");
        Refused(Nothing, Task("one", blocker), Task("two", blocked, ["one"])).ShouldContain("'one' of the later phase");
    }

    [Fact]
    public void Refuses_a_blocker_that_nobody_knows() =>
        Refused(Nothing, Task("a", blockedBy: ["gone"])).ShouldBe("Task 'a' is blocked by 'gone', which is neither in the execution nor in the request.");

    [Fact]
    public void Names_the_circle()
    {
        Refused(Nothing, Task("x", blockedBy: ["a"]), Task("a", blockedBy: ["b"]), Task("b", blockedBy: ["c"]), Task("c", blockedBy: ["a"]))
            .ShouldBe("Tasks wait for each other in a cycle: a -> b -> c -> a.");
        Refused(Nothing, Task("a", blockedBy: ["a"])).ShouldContain("a -> a");
    }

    [Fact]
    public void Two_ways_to_one_blocker_are_no_circle() =>
        Accepted(Nothing, Task("d", blockedBy: ["b", "c"]), Task("b", blockedBy: ["a"]), Task("c", blockedBy: ["a", "a"]), Task("a"))
            .Fresh.Select(task => task.Key).ShouldBe(["a", "b", "c", "d"]);

    [Fact]
    public void A_chain_as_long_as_the_limit_allows_is_no_danger_for_the_stack()
    {
        NewTask[] chain = [.. Enumerable.Range(0, 10_000).Select(index => Task($"t{index}", blockedBy: index == 9_999 ? [] : [$"t{index + 1}"]))];

        var decision = SpawnRules.Decide(Nothing, 0, chain, 0, new SpawnLimits(MaxTasks: 10_000));

        decision.ShouldBeOfType<SpawnDecision.Accepted>().Fresh[0].Key.ShouldBe("t9999");
    }

    [Fact]
    public void Refuses_one_task_more_than_the_limit_and_counts_joined_ones_once()
    {
        Dictionary<string, Phase> there = new() { ["a"] = Phase.Investigation };
        var limits = new SpawnLimits(MaxTasks: 3);

        SpawnRules.Decide(there, 2, [Task("a"), Task("b"), Task("b")], 0, limits).ShouldBeOfType<SpawnDecision.Accepted>();
        SpawnRules.Decide(there, 2, [Task("b"), Task("c")], 0, limits).ShouldBeOfType<SpawnDecision.Refused>()
            .Reason.ShouldBe("The execution has 2 tasks and would get 2 more; 3 are allowed.");
    }

    [Fact]
    public void Refuses_one_generation_more_than_the_limit_unless_nothing_is_new()
    {
        Dictionary<string, Phase> there = new() { ["a"] = Phase.Investigation };

        SpawnRules.Decide(Nothing, 1, [Task("b")], 10, Limits).ShouldBeOfType<SpawnDecision.Accepted>();
        SpawnRules.Decide(Nothing, 1, [Task("b")], 11, Limits).ShouldBeOfType<SpawnDecision.Refused>().Reason.ShouldContain("11 generations deep; 10 are allowed");
        SpawnRules.Decide(there, 1, [Task("a")], 11, Limits).ShouldBeOfType<SpawnDecision.Accepted>();
    }

    [Theory]
    [InlineData(0, 10)]
    [InlineData(10_001, 10)]
    [InlineData(500, 0)]
    [InlineData(500, 51)]
    public void Refuses_limits_out_of_range(int tasks, int depth) =>
        SpawnRules.Decide(Nothing, 0, [Task("a")], 0, new SpawnLimits(tasks, depth)).ShouldBeOfType<SpawnDecision.Refused>().Reason.ShouldContain("out of range");

    [Fact]
    public void Refuses_what_no_runner_could_work_with()
    {
        Refused(Nothing, Task(" ")).ShouldBe("A task of kind 'work' has no key.");
        Refused(Nothing, Task("a") with { Kind = "" }).ShouldBe("Task 'a' has no kind.");
        Refused(Nothing, Task("a") with { Title = " " }).ShouldBe("Task 'a' has no title.");
        Refused(Nothing, Task("a") with { MaxAttempts = 0 }).ShouldContain("0 attempts; 1 to 5");
        Refused(Nothing, Task("a") with { MaxAttempts = 6 }).ShouldContain("6 attempts; 1 to 5");
        Refused(Nothing, Task("a"), Task("b", blockedBy: ["a"]) with { RunAt = DateTimeOffset.UnixEpoch }).ShouldContain("both a time and blocking tasks");
    }

    private static NewTask Task(string key, Phase phase = Phase.Investigation, IReadOnlyList<string>? blockedBy = null) =>
        new(key, "work", phase, TaskPurpose.Plan, "title", "what", "why", "{}", blockedBy ?? []);

    private static SpawnDecision.Accepted Accepted(Dictionary<string, Phase> existing, params NewTask[] requested) =>
        SpawnRules.Decide(existing, existing.Count, requested, 0, Limits).ShouldBeOfType<SpawnDecision.Accepted>();

    private static string Refused(Dictionary<string, Phase> existing, params NewTask[] requested) =>
        SpawnRules.Decide(existing, existing.Count, requested, 0, Limits).ShouldBeOfType<SpawnDecision.Refused>().Reason;
}
