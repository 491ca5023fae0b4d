using Microsoft.CodeAnalysis;

namespace Backsmith.Inspector.Loading;

/// <summary>Reads a file of a solution, code or not.</summary>
internal static class SolutionFile
{
    public static TextDocument Of(Solution solution, DocumentId id) => solution.GetDocument(id) ?? solution.GetAdditionalDocument(id)!;
}
