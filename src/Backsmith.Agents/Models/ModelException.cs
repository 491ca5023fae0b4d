using Microsoft.Extensions.AI;

namespace Backsmith.Models;

/// <summary>A model gave no answer. The only exception that the clients of this namespace throw for it; cancellation stays <see cref="OperationCanceledException"/>.</summary>
public sealed class ModelException : Exception
{
    /// <summary>A failure, and what was used up until then.</summary>
    /// <param name="usage">Tokens that were counted before it failed; null when nothing was.</param>
    /// <param name="charges">What the call cost although it failed; one for each attempt that was billed.</param>
    public ModelException(ModelFailure failure, UsageDetails? usage = null, IReadOnlyList<Charge>? charges = null)
        : base(failure.Sentence)
    {
        Failure = failure;
        Usage = usage;
        Charges = charges ?? [];
    }

    /// <summary>The reason.</summary>
    public ModelFailure Failure { get; }

    /// <summary>Tokens that this attempt had used when it failed, or null.</summary>
    public UsageDetails? Usage { get; }

    /// <summary>What the call cost although it failed, one for each attempt that was billed. Whoever catches this books them.</summary>
    public IReadOnlyList<Charge> Charges { get; }
}
