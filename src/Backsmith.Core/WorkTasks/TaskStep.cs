using System.Globalization;
using System.Text.Json.Serialization;
using Backsmith.Proofs;

namespace Backsmith.WorkTasks;

/// <summary>Something a running task has done that is not to be done, or paid for, again.</summary>
/// <param name="Number">From 1, without gaps; a number that is there already is refused.</param>
/// <param name="Record">Digest of what is needed to go on from here, in the blob store.</param>
/// <param name="Cost">What it cost.</param>
public sealed record TaskStep(int Number, string Record, StepCost Cost);

/// <summary>What a step cost.</summary>
/// <param name="ModelCalls">Calls of a model that were billed; 0 for a step without one.</param>
/// <param name="InputTokens">Tokens sent.</param>
/// <param name="OutputTokens">Tokens received.</param>
/// <param name="MicroDollars">Millionths of a US dollar, or null when the price is not known.</param>
public sealed record StepCost(int ModelCalls, long InputTokens, long OutputTokens, long? MicroDollars)
{
    /// <summary>Nothing.</summary>
    public static StepCost None { get; } = new(0, 0, 0, 0);
}

/// <summary>What an execution has spent.</summary>
/// <param name="ModelCalls">Calls of a model that were billed.</param>
/// <param name="InputTokens">Tokens sent.</param>
/// <param name="OutputTokens">Tokens received.</param>
/// <param name="MicroDollars">Millionths of a US dollar, as far as prices are known.</param>
/// <param name="UnpricedCalls">Calls whose price is not known.</param>
public sealed record Spending(int ModelCalls, long InputTokens, long OutputTokens, long MicroDollars, int UnpricedCalls)
{
    /// <summary>In words, for people.</summary>
    [JsonIgnore]
    public string InWords => string.Create(
        CultureInfo.InvariantCulture,
        $"{Words.Count(ModelCalls, "call")} of the model, {InputTokens:N0} tokens sent, {OutputTokens:N0} received, ${MicroDollars / 1_000_000m:0.00##}{(UnpricedCalls > 0 ? $" and {Words.Count(UnpricedCalls, "call")} whose price is not known" : "")}");
}
