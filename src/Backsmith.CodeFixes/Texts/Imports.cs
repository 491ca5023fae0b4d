using System;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Backsmith.CodeFixes.Texts;

/// <summary>Adds a using directive where the file keeps its own, in the order it keeps them.</summary>
internal static class Imports
{
    /// <summary>The change that makes a type's simple name mean it; null when it does already.</summary>
    internal static TextChange? For(string type, string space, int position, SyntaxNode root, SemanticModel model, SourceText text)
    {
        if (model.LookupNamespacesAndTypes(position, name: type).Any() || root is not CompilationUnitSyntax unit)
            return null;
        var (line, name) = (SourceLines.NewLine(text), $"using {space};");
        var own = unit.Usings.Any() ? unit.Usings : unit.Members.OfType<BaseNamespaceDeclarationSyntax>().FirstOrDefault()?.Usings ?? default;
        var plain = own.Where(u => u.Alias is null && u.StaticKeyword.ValueText.Length == 0 && u.GlobalKeyword.ValueText.Length == 0).ToList();
        if (plain.Count == 0)
            return new TextChange(new TextSpan(Start(unit), 0), name + line + line);
        var next = plain.FirstOrDefault(u => IsBefore(space, u.Name!.ToString()));
        return next is not null && next != plain[0]
            ? new TextChange(new TextSpan(next.SpanStart, 0), name + line + SourceLines.Indent(next.SpanStart, text))
            : next is not null && !next.HasLeadingTrivia
                ? new TextChange(new TextSpan(next.SpanStart, 0), name + line)
                : After(next ?? plain[plain.Count - 1], name, text);
    }

    private static TextChange After(UsingDirectiveSyntax last, string name, SourceText text) =>
        new(new TextSpan(last.Span.End, 0), SourceLines.NewLine(text) + SourceLines.Indent(last.SpanStart, text) + name);

    // Where System comes first, as dotnet format sorts.
    private static bool IsBefore(string left, string right)
    {
        var (l, r) = (IsSystem(left), IsSystem(right));
        return l != r ? l : string.Compare(left, right, StringComparison.OrdinalIgnoreCase) < 0;
    }

    private static bool IsSystem(string space) => space == "System" || space.StartsWith("System.", StringComparison.Ordinal);

    private static int Start(CompilationUnitSyntax unit) => unit.Members.FirstOrDefault()?.SpanStart ?? 0;
}
