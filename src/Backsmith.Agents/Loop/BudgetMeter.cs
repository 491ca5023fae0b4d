using System.Globalization;
using Backsmith.Executions;
using Backsmith.Storage;

namespace Backsmith.Agents.Loop;

/// <summary>Holds an execution to its budget: before every call of a model it looks at what all tasks together have spent.</summary>
public sealed class BudgetMeter(IExecutionStore store, string executionId, Budget budget, TimeProvider time)
{
    private readonly long _since = time.GetTimestamp();

    /// <summary>Which bound is reached, in one sentence; null when none is.</summary>
    public async ValueTask<string?> ReachedAsync(CancellationToken cancellationToken)
    {
        var spent = await store.SpendingAsync(executionId, cancellationToken);
        return spent.MicroDollars >= budget.Dollars * 1_000_000m ? string.Create(CultureInfo.InvariantCulture, $"The budget of ${budget.Dollars:0.00} is spent.")
            : spent.InputTokens + spent.OutputTokens >= budget.Tokens ? string.Create(CultureInfo.InvariantCulture, $"The budget of {budget.Tokens} tokens is spent.")
            : spent.ModelCalls >= budget.Steps ? string.Create(CultureInfo.InvariantCulture, $"The budget of {budget.Steps} steps is used up.")
            : time.GetElapsedTime(_since) >= budget.Time ? string.Create(CultureInfo.InvariantCulture, $"The time of {budget.Time} is over.")
            : null;
    }
}
