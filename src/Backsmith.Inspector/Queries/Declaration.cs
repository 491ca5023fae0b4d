using Backsmith.Inspection;
using Microsoft.CodeAnalysis;

namespace Backsmith.Inspector.Queries;

/// <summary>A declaration as syntax shows it: nothing is bound to find it.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Name">Its own name, without type parameters.</param>
/// <param name="Containers">Names of the namespaces and types around it, outermost first, without type parameters.</param>
/// <param name="Node">Where it stands; of a field, its variable.</param>
/// <param name="Depth">How many types are around it.</param>
internal sealed record Declaration(CodeSymbolKind Kind, string Name, IReadOnlyList<string> Containers, SyntaxNode Node, int Depth)
{
    /// <summary>Full name with type parameters, and of a method with the types of its parameters.</summary>
    public string FullName => SignatureText.FullName(Node);

    /// <summary>Lines from 1; of a variable those of its whole field.</summary>
    public LineRange Lines
    {
        get
        {
            var span = SignatureText.WholeOf(Node).GetLocation().GetLineSpan();
            return new LineRange(span.StartLinePosition.Line + 1, span.EndLinePosition.Line + 1);
        }
    }
}
