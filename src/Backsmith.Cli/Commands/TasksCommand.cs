using System.CommandLine;
using Backsmith.Cli.Running;
using Backsmith.Deliveries;
using Backsmith.Executions;
using Backsmith.Storage;
using Backsmith.WorkTasks;

namespace Backsmith.Cli.Commands;

/// <summary><c>tasks</c>: look at the queue, go on with what was interrupted.</summary>
internal static class TasksCommand
{
    public static Command Create()
    {
        var execution = new Argument<string?>("EXECUTION") { Description = "Execution id or a unique prefix; default: the newest.", Arity = ArgumentArity.ZeroOrOne };
        var command = new Command("tasks", "List the tasks of an execution.") { execution, Show(), Resume(), Answer(), Requeue(), Cancel() };
        command.SetAction((parsed, cancellationToken) => WithAsync(parsed.GetValue(execution), ListAsync, cancellationToken));
        return command;
    }

    private static Command Show()
    {
        var task = new Argument<long>("TASK") { Description = "Task number." };
        var command = new Command("show", "Show one task whole.") { task };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var workplace = await Workplace.OpenAsync(cancellationToken);
            if (await workplace.Store.FindTaskAsync(parsed.GetValue(task), cancellationToken) is not { } found)
            {
                return await Refusal.SayAsync($"There is no task {parsed.GetValue(task)}.", ExitCode.NothingToDo);
            }

            Console.Out.WriteLine($"{found.Id}  {found.Title}\n{found.Description}\nWhy: {found.Rationale}\nState: {found.State}, attempt {found.Attempt} of {found.MaxAttempts}");
            Console.Out.WriteLine(found.Error is null ? $"Result: {PlainText.Line(found.Result ?? "none yet")}" : $"Error: {PlainText.Line(found.Error)}");
            return ExitCode.Clean;
        });
        return command;
    }

    private static Command Resume()
    {
        var execution = new Argument<string?>("EXECUTION") { Description = "Execution id or a unique prefix; default: the newest that is not finished.", Arity = ArgumentArity.ZeroOrOne };
        var (format, output) = (SharedOptions.Format(), SharedOptions.Output());
        var command = new Command("resume", "Go on with an execution that was interrupted.") { execution, format, output };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var workplace = await Workplace.OpenAsync(cancellationToken);
            var found = await FindAsync(workplace, parsed.GetValue(execution), active: true, cancellationToken);
            if (found is null)
            {
                return await Refusal.SayAsync("There is no execution to go on with.", ExitCode.NothingToDo);
            }

            if (await workplace.RefuseWithoutSandboxAsync(cancellationToken) is { } refused)
            {
                return refused;
            }

            var outcome = await new ExecutionRun(workplace).GoOnAsync(found, cancellationToken);
            return await DeliveryPrinter.PrintAsync(workplace, outcome, parsed.GetValue(format)!, parsed.GetValue(output), cancellationToken);
        });
        return command;
    }

    private static Command Answer()
    {
        var task = new Argument<long>("TASK") { Description = "Number of the question's task." };
        var text = new Argument<string>("TEXT") { Description = "The answer." };
        var command = new Command("answer", "Answer a question; 'tasks resume' then goes on with what waited for it.") { task, text };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var workplace = await Workplace.OpenAsync(cancellationToken);
            if (string.IsNullOrWhiteSpace(parsed.GetValue(text)))
            {
                return await Refusal.SayAsync("the answer is empty.", ExitCode.Usage);
            }

            var number = parsed.GetValue(task);
            if (!await workplace.Store.AnswerAsync(number, RecordJson.Write(parsed.GetValue(text)!), cancellationToken))
            {
                return await Refusal.SayAsync($"Task {number} is no open question; 'backsmith tasks' lists what there is.", ExitCode.NothingToDo);
            }

            var question = await workplace.Store.FindTaskAsync(number, cancellationToken);
            Console.Out.WriteLine($"Answered. 'backsmith tasks resume {question!.ExecutionId}' goes on.");
            return ExitCode.Clean;
        });
        return command;
    }

    private static Command Requeue() => Change("requeue", "Try a dead or cancelled task again.", (workplace, task, cancellationToken) => workplace.Store.RequeueAsync(task, cancellationToken));

    private static Command Cancel() => Change("cancel", "Cancel a task and those that wait for it.", (workplace, task, cancellationToken) => workplace.Store.CancelAsync(task, "Cancelled by the user.", cancellationToken));

    private static Command Change(string name, string description, Func<Workplace, long, CancellationToken, ValueTask<bool>> change)
    {
        var task = new Argument<long>("TASK") { Description = "Task number." };
        var command = new Command(name, description) { task };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var workplace = await Workplace.OpenAsync(cancellationToken);
            return await change(workplace, parsed.GetValue(task), cancellationToken)
                ? ExitCode.Clean
                : await Refusal.SayAsync($"Task {parsed.GetValue(task)} does not exist, or its state does not allow it; 'backsmith tasks show {parsed.GetValue(task)}' tells.", ExitCode.NothingToDo);
        });
        return command;
    }

    private static async Task<int> WithAsync(string? id, Func<Workplace, Execution, CancellationToken, Task<int>> use, CancellationToken cancellationToken)
    {
        await using var workplace = await Workplace.OpenAsync(cancellationToken);
        return await FindAsync(workplace, id, active: false, cancellationToken) is { } found
            ? await use(workplace, found, cancellationToken)
            : await Refusal.SayAsync(id is null ? "Nothing was run yet." : $"There is no execution '{id}', or more than one begins so.", ExitCode.NothingToDo);
    }

    private static async Task<int> ListAsync(Workplace workplace, Execution execution, CancellationToken cancellationToken)
    {
        Console.Out.WriteLine($"{execution.Id}  {execution.Kind}  {execution.State}  {execution.RepositoryRoot}");
        foreach (var task in await workplace.Store.TasksAsync(execution.Id, cancellationToken))
        {
            Console.Out.WriteLine($"{task.Id,6}  {task.State,-10} {task.Phase,-13} {PlainText.Line(task.Title)}");
        }

        return ExitCode.Clean;
    }

    private static async Task<Execution?> FindAsync(Workplace workplace, string? id, bool active, CancellationToken cancellationToken) =>
        id is not null
            ? await workplace.Store.FindAsync(id, cancellationToken)
            : (await workplace.Store.ListAsync(100, cancellationToken)).FirstOrDefault(execution => !active || execution.State == ExecutionState.Active);
}
