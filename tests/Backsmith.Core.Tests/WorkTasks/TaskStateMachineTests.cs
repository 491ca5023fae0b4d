using System.Text.RegularExpressions;
using Backsmith.WorkTasks;
using Shouldly;
using Xunit;

namespace Backsmith.Core.Tests.WorkTasks;

public sealed partial class TaskStateMachineTests
{
    private static readonly TaskState[] States = Enum.GetValues<TaskState>();
    private static readonly TaskTrigger[] Triggers = Enum.GetValues<TaskTrigger>();
    private static readonly string Page = File.ReadAllText(Path.Combine(SourceTree.Root, "docs/tasks.md"));

    [Fact]
    public void The_page_draws_each_move_and_no_other()
    {
        var drawn = Move().Matches(Page).Select(match => $"{match.Groups[1].Value} --> {match.Groups[2].Value} : {match.Groups[3].Value}");
        var taken =
            from state in States
            from trigger in Triggers
            let moved = TaskStateMachine.Next(state, trigger) as TaskTransition.Moved
            where moved is not null
            select $"{state} --> {moved.To} : {trigger}";

        drawn.Order().ShouldBe(taken.Order());
    }

    [Fact]
    public void The_page_draws_where_tasks_begin_and_end()
    {
        Page.ShouldContain($"[*] --> {TaskStateMachine.Initial(blocked: false, later: false)}\n");
        Page.ShouldContain($"[*] --> {TaskStateMachine.Initial(blocked: false, later: true)} : has a time");
        Page.ShouldContain($"[*] --> {TaskStateMachine.Initial(blocked: true, later: false)} : is blocked");
        End().Matches(Page).Select(match => match.Groups[1].Value).ShouldBe(States.Where(state => Triggers.All(trigger => TaskStateMachine.Next(state, trigger) is TaskTransition.Refused)).Select(state => state.ToString()));
    }

    [Fact]
    public void The_page_lists_each_name_of_the_event_log()
    {
        foreach (var trigger in Triggers)
        {
            Page.ShouldContain($"| {trigger} | `{EventNames.Of(trigger)}` |");
        }

        string[] others = [EventNames.TaskSpawned, EventNames.ExecutionCreated, EventNames.ExecutionCompleted, EventNames.ExecutionFailed, EventNames.ExecutionCancelled, EventNames.ExecutionReopened];
        others.ShouldAllBe(name => Page.Contains($"`{name}`"));
    }

    [Fact]
    public void Only_a_requeue_leads_out_of_a_final_state()
    {
        foreach (var state in States.Where(TaskStateMachine.IsFinal))
        {
            Triggers.Where(trigger => TaskStateMachine.Next(state, trigger) is TaskTransition.Moved)
                .ShouldBe(state == TaskState.Completed ? [] : [TaskTrigger.Requeue]);
        }
    }

    [Fact]
    public void From_each_state_a_task_can_still_end()
    {
        foreach (var state in States.Where(state => !TaskStateMachine.IsFinal(state)))
        {
            TaskStateMachine.Next(state, TaskTrigger.Cancel).ShouldBe(new TaskTransition.Moved(TaskState.Cancelled));
        }
    }

    [Fact]
    public void A_refusal_names_state_and_trigger() =>
        TaskStateMachine.Next(TaskState.Completed, TaskTrigger.Claim).ShouldBe(new TaskTransition.Refused("A task that is Completed does not take Claim."));

    [GeneratedRegex(@"^ +(\w+) --> (\w+) : (\w+)$", RegexOptions.Multiline)]
    private static partial Regex Move();

    [GeneratedRegex(@"^ +(\w+) --> \[\*\]$", RegexOptions.Multiline)]
    private static partial Regex End();
}
