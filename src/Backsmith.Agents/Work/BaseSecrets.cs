using Backsmith.Findings;
using Backsmith.Inspection;
using Backsmith.Sandboxes;
using Backsmith.Secrets;

namespace Backsmith.Agents.Work;

/// <summary>Secrets that stand in the base: no model is shown them.</summary>
internal static class BaseSecrets
{
    /// <summary>What findings of the base stand on, longest first.</summary>
    /// <param name="review">The review of the base.</param>
    /// <param name="copy">A copy of the base that nothing was done to yet.</param>
    /// <param name="cancellationToken">Stops at once.</param>
    public static async ValueTask<IReadOnlyList<string>> OfAsync(Review review, IThrowAwayCopy copy, CancellationToken cancellationToken)
    {
        var found = review.Findings.Where(finding => finding.RuleId == SecretValues.Rule).ToList();
        if (found.Count == 0)
        {
            return [];
        }

        var files = await copy.ReadAsync([.. found.Select(finding => finding.Location.Path).Distinct()], cancellationToken);
        return SecretValues.Of(found, files.Where(file => file.Content is not null).ToDictionary(file => file.Path, file => file.Content!));
    }
}
