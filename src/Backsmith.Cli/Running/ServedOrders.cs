using System.Text;
using Backsmith.Cli.Commands;
using Backsmith.Executions;
using Backsmith.Patches;
using Backsmith.Proofs;
using Backsmith.Repositories;
using Backsmith.Sandbox;
using Backsmith.Server;
using Backsmith.WorkTasks;

namespace Backsmith.Cli.Running;

/// <summary>Carries out orders of a server's clients, each as the command of its name would.</summary>
internal sealed class ServedOrders(Reach reach)
{
    /// <summary>Runs an order until it is delivered.</summary>
    /// <exception cref="OperationCanceledException">Cancelled; what was begun can be gone on with.</exception>
    public async Task<RunReport> RunAsync(Order order, Action<string> began, IProgress<TaskEvent> progress, CancellationToken cancellationToken)
    {
        await using var workplace = await Workplace.OpenAsync(cancellationToken);
        var missing = await workplace.MissingAsync(cancellationToken);
        if (missing.Count > 0)
        {
            return Refused(string.Join(' ', missing));
        }

        var run = new ExecutionRun(workplace, progress) { Began = began };
        RunOutcome outcome;
        if (order is Order.Resume resume)
        {
            var execution = await workplace.Store.FindAsync(resume.ExecutionId, cancellationToken);
            if (execution is null)
            {
                return Refused($"There is no execution '{resume.ExecutionId}'.");
            }

            outcome = await run.GoOnAsync(execution, cancellationToken);
        }
        else
        {
            var (request, kind, problem) = await RequestAsync(workplace, order, cancellationToken);
            if (request is null)
            {
                return Refused(problem);
            }

            outcome = await run.StartAsync(kind, request, cancellationToken);
        }

        cancellationToken.ThrowIfCancellationRequested();
        if (outcome.Delivery is { } delivery)
        {
            await DeliveryWriter.WriteAsync(workplace, delivery, delivery.Request.Output, cancellationToken);
        }

        return new RunReport(outcome.Execution.Id, outcome.Delivery, outcome.Plan, outcome.Refusal);
    }

    /// <summary>The repository of a path, or why it is none that can be worked on.</summary>
    public (Repository? Repository, string Problem) Locate(string path)
    {
        if (string.IsNullOrWhiteSpace(path) || path.Contains('\0'))
        {
            return (null, "The path is empty or holds a null character. Name a folder, a solution or a project.");
        }

        // Before anything is looked at, so that nothing is learned of what lies outside.
        if (!reach.Contains(path))
        {
            return (null, Outside(path));
        }

        var located = KernelSandbox.Locate(path);
        return located.Repository is not { } repository ? (null, located.Refusal ?? "")
            : !reach.Contains(repository.Root) ? (null, Outside(repository.Root))
            : Workplace.Misplaced(path, null) is { } misplaced ? (null, misplaced.Problem)
            : (repository, "");
    }

    private string Outside(string path) => $"'{path}' lies outside of what this server works on: {reach.Words}. It was started so, with --root.";

    private async Task<(ExecutionRequest? Request, string Kind, string Problem)> RequestAsync(Workplace workplace, Order order, CancellationToken cancellationToken)
    {
        var (path, scope) = order switch
        {
            Order.Review review => (review.Path, review.Scope),
            Order.Verify verify => (verify.Path, verify.Scope),
            Order.Solve solve => (solve.Path, solve.Scope),
            _ => throw new ArgumentOutOfRangeException(nameof(order), order, "Not an order that begins an execution."),
        };
        var (repository, problem) = Locate(path);
        if (repository is null)
        {
            return (null, "", problem);
        }

        var request = new ExecutionRequest(repository, scope.Severity, false, scope.Offline, string.IsNullOrEmpty(scope.Base) ? null : scope.Base, null, Claim.Repair);
        return order switch
        {
            Order.Review review => (request with { Fix = review.Fix }, "review", ""),
            Order.Verify verify => await OfPatchAsync(workplace, verify, request, cancellationToken),
            Order.Solve solve => OfTask(workplace, solve, request),
            _ => (null, "", ""),
        };
    }

    private static async Task<(ExecutionRequest? Request, string Kind, string Problem)> OfPatchAsync(Workplace workplace, Order.Verify order, ExecutionRequest request, CancellationToken cancellationToken)
    {
        var diff = UnifiedDiff.Completed(Encoding.UTF8.GetBytes(order.Patch));
        return UnifiedDiff.Parse(diff, "", PatchAuthor.Human).Problem is { } problem
            ? (null, "", problem)
            : (request with { PatchDigest = await workplace.Blobs.PutAsync(diff, cancellationToken), Claim = order.Claim }, "verify", "");
    }

    private static (ExecutionRequest? Request, string Kind, string Problem) OfTask(Workplace workplace, Order.Solve order, ExecutionRequest request)
    {
        var (models, role) = (SolveCommand.Models(null), order.Role ?? SolveCommand.Standard);
        return (SolveCommand.Problem(order.Task, models, null, order.Dollars) ?? SolveCommand.RoleProblem(workplace, role)) is { } problem
            ? (null, "", problem)
            : (request with { Claim = Claim.Feature, Solve = new SolveRequest(order.Task, models.Names, role, order.Skills, new Budget(order.Dollars), order.PlanOnly, null, null) }, "solve", "");
    }

    private static RunReport Refused(string problem) => new(null, null, null, problem);
}
