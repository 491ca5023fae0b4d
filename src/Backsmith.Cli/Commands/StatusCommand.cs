using System.CommandLine;
using Backsmith.Cli.Running;
using Backsmith.Deliveries;
using Backsmith.WorkTasks;

namespace Backsmith.Cli.Commands;

/// <summary><c>status</c>: the last executions at a glance.</summary>
internal static class StatusCommand
{
    public static Command Create()
    {
        var command = new Command("status", "Show the last executions.");
        command.SetAction(async (_, cancellationToken) =>
        {
            await using var workplace = await Workplace.OpenAsync(cancellationToken);
            foreach (var execution in await workplace.Store.ListAsync(20, cancellationToken))
            {
                var tasks = await workplace.Store.TasksAsync(execution.Id, cancellationToken);
                var spent = await workplace.Store.SpendingAsync(execution.Id, cancellationToken);
                Console.Out.WriteLine($"{execution.Id}  {execution.Kind,-6} {execution.State,-9} {tasks.Count(task => task.State == TaskState.Completed)}/{tasks.Count} tasks  {execution.RepositoryRoot}");
                if (spent.ModelCalls > 0)
                {
                    Console.Out.WriteLine($"    {spent.InWords}");
                }

                foreach (var question in tasks.Where(task => task.AwaitsAnswer && !TaskStateMachine.IsFinal(task.State)))
                {
                    Console.Out.WriteLine($"    asks: {PlainText.Line(question.Title)}  (backsmith tasks answer {question.Id} \"…\")");
                }
            }

            return ExitCode.Clean;
        });
        return command;
    }
}
