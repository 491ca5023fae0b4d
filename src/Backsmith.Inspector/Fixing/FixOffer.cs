using System.Reflection;
using Backsmith.Inspector.Reviewing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Backsmith.Inspector.Fixing;

/// <summary>What a fix would make of a solution, or why it makes nothing.</summary>
/// <param name="Title">What the fix does.</param>
/// <param name="Changed">The solution after it; null when refused.</param>
/// <param name="Refusal">Why there is none; null otherwise.</param>
internal sealed record FixOffer(string Title, Solution? Changed, string? Refusal)
{
    /// <summary>Asks a fix provider, which is code of ours or of the SDK. One that fails is a refusal that names the rule: other fixes go on.</summary>
    public static async Task<FixOffer> OfAsync(CodeFixProvider provider, Document document, ReviewedFinding finding, CancellationToken cancellationToken)
    {
        try
        {
            CodeAction? action = null;
            await provider.RegisterCodeFixesAsync(new CodeFixContext(document, finding.Diagnostic, (candidate, _) => action ??= candidate, cancellationToken));
            if (action is null)
            {
                return new FixOffer("", null, "The fix would need a decision that the code does not show.");
            }

            var operations = await action.GetOperationsAsync(cancellationToken);
            var changed = operations.OfType<ApplyChangesOperation>().FirstOrDefault()?.ChangedSolution;
            return new FixOffer(action.Title, changed, changed is null ? "The fix changes nothing." : null);
        }
        catch (Exception error) when (IsFailure(error))
        {
            return new FixOffer("", null, $"The fix of {finding.Finding.RuleId} failed here: {error.GetType().Name}: {error.Message.Split('\n')[0].Trim()}");
        }
    }

    /// <summary>What code throws that meets syntax or assemblies it did not expect. Cancellation and a broken machine go on upwards.</summary>
    private static bool IsFailure(Exception error) => error
        is InvalidOperationException or ArgumentException or NullReferenceException or InvalidCastException or NotSupportedException or NotImplementedException
        or KeyNotFoundException or IndexOutOfRangeException or FormatException or AggregateException or TargetInvocationException
        or TypeLoadException or MissingMemberException or FileNotFoundException or FileLoadException or BadImageFormatException;
}
