using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Backsmith.CodeFixes.Concurrency;

/// <summary>Text edits in the documents of a solution.</summary>
internal sealed class Edits(Solution solution)
{
    private readonly Dictionary<DocumentId, DocumentEdits> documents = [];

    /// <summary>False when two edits touch the same text.</summary>
    internal bool AreApart => documents.Values.All(d => d.AreApart);

    internal DocumentEdits In(DocumentId id) => documents.TryGetValue(id, out var found) ? found : documents[id] = new DocumentEdits();

    internal async Task<Solution> ApplyAsync(CancellationToken cancellation)
    {
        var result = solution;
        foreach (var entry in documents)
        {
            var text = await solution.GetDocument(entry.Key)!.GetTextAsync(cancellation).ConfigureAwait(false);
            result = result.WithDocumentText(entry.Key, text.WithChanges(entry.Value.Changes(text)));
        }

        return result;
    }
}

/// <summary>Text edits in one document.</summary>
internal sealed class DocumentEdits
{
    private readonly List<TextChange> changes = [];
    private readonly List<TextSpan> lines = [];

    internal bool AreApart => changes.OrderBy(c => c.Span.Start).ThenBy(c => c.Span.End).ToList() is var sorted
        && sorted.Zip(sorted.Skip(1), (a, b) => a.Span.End <= b.Span.Start && a.Span != b.Span).All(apart => apart);

    internal void Replace(TextSpan span, string text) => changes.Add(new TextChange(span, text));

    internal void Insert(int at, string text) => Replace(new TextSpan(at, 0), text);

    /// <summary>Takes a statement out, with its line when it stands alone.</summary>
    internal void RemoveLine(StatementSyntax statement) => lines.Add(statement.Span);

    /// <summary>Puts await before an expression, in parentheses where a member of the result is asked for.</summary>
    internal void Await(ExpressionSyntax expression)
    {
        var inner = expression.Parent switch
        {
            MemberAccessExpressionSyntax access => access.Expression == expression,
            ElementAccessExpressionSyntax element => element.Expression == expression,
            InvocationExpressionSyntax call => call.Expression == expression,
            ConditionalAccessExpressionSyntax conditional => conditional.Expression == expression,
            PostfixUnaryExpressionSyntax => true,
            SwitchExpressionSyntax or WithExpressionSyntax or RangeExpressionSyntax => true,
            _ => false,
        };
        Insert(expression.SpanStart, inner ? "(await " : "await ");
        if (inner)
            Insert(expression.Span.End, ")");
    }

    internal bool MakeAsync(SyntaxNode function)
    {
        var at = function switch
        {
            MethodDeclarationSyntax method => method.ReturnType.SpanStart,
            LocalFunctionStatementSyntax local => local.ReturnType.SpanStart,
            LambdaExpressionSyntax lambda => lambda.SpanStart,
            _ => -1,
        };
        if (at >= 0)
            Insert(at, "async ");
        return at >= 0;
    }

    /// <summary>Makes a method async and its return type a task.</summary>
    internal bool ChangeSignature(SyntaxNode function, IMethodSymbol method, string name, SemanticModel model)
    {
        var (type, identifier) = function switch
        {
            MethodDeclarationSyntax declared => (declared.ReturnType, declared.Identifier),
            LocalFunctionStatementSyntax local => (local.ReturnType, local.Identifier),
            _ => (null, default),
        };
        if (type is null)
            return false;
        var task = model.LookupNamespacesAndTypes(type.SpanStart, name: "Task").Any() ? "Task" : "System.Threading.Tasks.Task";
        if (method.ReturnsVoid)
        {
            Replace(type.Span, "async " + task);
        }
        else
        {
            Insert(type.SpanStart, $"async {task}<");
            Insert(type.Span.End, ">");
        }

        if (name != method.Name)
            Replace(identifier.Span, name);
        return true;
    }

    internal IEnumerable<TextChange> Changes(SourceText text) =>
        changes.Concat(lines.Select(span => new TextChange(WholeLine(span, text), ""))).OrderBy(c => c.Span.Start).ThenBy(c => c.Span.End);

    private static TextSpan WholeLine(TextSpan span, SourceText text)
    {
        var (first, last) = (text.Lines.GetLineFromPosition(span.Start), text.Lines.GetLineFromPosition(span.End));
        var alone = string.IsNullOrWhiteSpace(text.ToString(TextSpan.FromBounds(first.Start, span.Start))) && string.IsNullOrWhiteSpace(text.ToString(TextSpan.FromBounds(span.End, last.End)));
        return alone ? TextSpan.FromBounds(first.Start, last.EndIncludingLineBreak) : span;
    }
}
