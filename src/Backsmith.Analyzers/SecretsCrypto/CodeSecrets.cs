using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using Backsmith.Analyzers.DataFlow;
using Backsmith.Analyzers.Web;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Backsmith.Analyzers.SecretsCrypto;

/// <summary>A secret that was found in code.</summary>
internal sealed class CodeSecret(SyntaxNode node, string where, string what, string confidence)
{
    internal SyntaxNode Node { get; } = node;

    /// <summary>The symbol that holds it.</summary>
    internal string Where { get; } = where;

    /// <summary>What it is, as <c>a GitHub token</c>: never the value.</summary>
    internal string What { get; } = what;

    internal string Confidence { get; } = confidence;
}

/// <summary>Finds secrets among the texts of the code: by shape, by the name of what they are put into, and by what takes them as a key.</summary>
internal sealed class CodeSecrets(SourceIndex index)
{
    private const int Shortest = 4;

    private readonly SecretHolders holders = new(index);

    internal IEnumerable<CodeSecret> All()
    {
        foreach (var tree in index.Compilation.SyntaxTrees)
        {
            index.Cancellation.ThrowIfCancellationRequested();
            foreach (var node in tree.GetRoot(index.Cancellation).DescendantNodes().Where(IsText))
            {
                if (Judge((ExpressionSyntax)node) is { } found)
                    yield return found;
            }
        }

        foreach (var found in Keys())
            yield return found;
    }

    private IEnumerable<CodeSecret> Keys()
    {
        var constants = new WrittenConstants(index);
        foreach (var sink in new KeySinks(index).All())
        {
            foreach (var constant in constants.Of(sink.Value))
            {
                if (constant.Value is string { Length: >= Shortest } text && (!sink.TakesNames || LooksSecret(text)) && !IsReference(text) && !IsForDevelopment(constant.Node) && !IsForDevelopment(sink.Value.Syntax))
                    yield return new CodeSecret(constant.Node, $"The {sink.Taker} that {SecretHolders.Member(sink.Value.Syntax)} makes", "its key", constant.FixedInCode ? "high" : "medium");
            }
        }
    }

    private static bool LooksSecret(string text)
    {
        var value = text.Substring(text.IndexOf(' ') + 1);
        return !Placeholders.Is(value) && !SecretShapes.IsPublished(value) && (SecretValues.LooksRandom(value) || SecretValues.LooksLikePassword(value) && value.Length >= 8);
    }

    private static bool IsReference(string text) => "<{[$%".IndexOf(text[0]) >= 0 && Placeholders.Is(text) || text.StartsWith("-----BEGIN PUBLIC", StringComparison.Ordinal);

    private static bool IsText(SyntaxNode node) => node.Kind() switch
    {
        SyntaxKind.StringLiteralExpression or SyntaxKind.Utf8StringLiteralExpression => ((LiteralExpressionSyntax)node).Token.ValueText.Length >= Shortest && !IsAdded(node.Parent),
        SyntaxKind.InterpolatedStringExpression => true,
        SyntaxKind.AddExpression => !IsAdded(node.Parent) && node.DescendantNodes().OfType<LiteralExpressionSyntax>().Any(l => l.IsKind(SyntaxKind.StringLiteralExpression)),
        _ => false,
    };

    private static bool IsAdded(SyntaxNode? parent) => parent.IsKind(SyntaxKind.AddExpression);

    private CodeSecret? Judge(ExpressionSyntax node)
    {
        if (TextOf(node) is not { Length: >= Shortest } text || node.FirstAncestorOrSelf<AttributeSyntax>() is not null)
            return null;
        if (SecretShapes.Of(text) is { } shape)
            return new CodeSecret(node, SecretHolders.Place(node), shape, "high");
        if (ConnectionSecrets.Of(text) is { } connection && connection.Password.IndexOf('\u0001') < 0)
        {
            var harmless = connection.IsLocal && SecretValues.IsDefault(connection.Password) || IsForDevelopment(node) || IsDesignTime(node);
            return harmless ? null : new CodeSecret(node, SecretHolders.Place(node), connection.What, connection.IsLocal ? "medium" : "high");
        }

        return text.IndexOf('\u0001') >= 0 ? null : ByName(node, text);
    }

    private CodeSecret? ByName(ExpressionSyntax node, string text)
    {
        if (holders.NameFor(node) is not { } name || SecretNames.KindOf([.. LineSettings.Levels(name)]) is var kind && kind == SecretKind.None)
            return null;
        if (SecretShapes.IsPublished(text) || Placeholders.Is(text) || SecretValues.IsLocation(text) || text.Contains("://") || IsForDevelopment(node))
            return null;
        var random = SecretValues.LooksRandom(text);
        if (!random && !(kind == SecretKind.Password && SecretValues.LooksLikePassword(text)))
            return null;
        return new CodeSecret(node, SecretHolders.Place(node, name), SecretNames.Describe(kind), kind == SecretKind.Perhaps ? "medium" : "high");
    }

    /// <summary>The text with a sign for each part that is not constant; null when nothing is known of it.</summary>
    private string? TextOf(ExpressionSyntax node)
    {
        switch (node)
        {
            case LiteralExpressionSyntax literal:
                return literal.Token.ValueText;
            case InterpolatedStringExpressionSyntax interpolated:
                var builder = new StringBuilder();
                foreach (var part in interpolated.Contents)
                    builder.Append(part is InterpolatedStringTextSyntax text ? text.TextToken.ValueText : "\u0001");
                return builder.ToString();
            case BinaryExpressionSyntax add:
                var constant = index.Model(node.SyntaxTree).GetConstantValue(add, index.Cancellation);
                return constant.HasValue ? constant.Value as string : string.Concat(Parts(add).Select(p => p is LiteralExpressionSyntax literal ? literal.Token.ValueText : "\u0001"));
            default:
                return null;
        }
    }

    private static IEnumerable<ExpressionSyntax> Parts(ExpressionSyntax expression)
    {
        var parts = new Stack<ExpressionSyntax>();
        for (var left = expression; ; left = ((BinaryExpressionSyntax)left).Left)
        {
            if (left is not BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression } add)
            {
                parts.Push(left);
                return parts;
            }

            parts.Push(add.Right);
        }
    }

    /// <summary>Code that runs on the developer's machine only.</summary>
    private static bool IsForDevelopment(SyntaxNode node) =>
        DevelopmentOnly.Holds(node) || node.Ancestors().OfType<IfStatementSyntax>().Any(i => i.Statement.Contains(node) && i.Condition.ToString() is var condition && condition.Contains("IsDevelopment") && !condition.Contains("!"))
        || node.AncestorsAndSelf().OfType<ConditionalExpressionSyntax>().Any(c => c.WhenTrue.Contains(node) && c.Condition.ToString().Contains("IsDevelopment"));

    private static bool IsDesignTime(SyntaxNode node) =>
        node.FirstAncestorOrSelf<TypeDeclarationSyntax>()?.BaseList?.Types.Any(t => SourceIndex.NameOf(t.Type) == "IDesignTimeDbContextFactory") == true;
}
