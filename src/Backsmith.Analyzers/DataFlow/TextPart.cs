using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Backsmith.Analyzers.DataFlow;

/// <summary>A piece of a composed text: characters of a literal, or an expression whose value is put in.</summary>
internal sealed class TextPart(string text, TextSpan span, SyntaxNode home, ExpressionSyntax? value)
{
    /// <summary>The characters; of a literal as many as its source has, escapes blanked. Empty for a value that is not constant.</summary>
    internal string Text { get; } = text;

    /// <summary>Where the characters stand between the literal's quotes, or the value with its braces.</summary>
    internal TextSpan Span { get; } = span;

    /// <summary>The literal, the interpolated string, or the operand that the part belongs to.</summary>
    internal SyntaxNode Home { get; } = home;

    /// <summary>The expression that gives the value; null for characters of a literal.</summary>
    internal ExpressionSyntax? Value { get; } = value;

    /// <summary>A value that only the running program knows.</summary>
    internal bool IsHole => Value is not null && Text.Length == 0;

    /// <summary>Characters that stand in the source as they are.</summary>
    internal bool IsWritten => Value is null;
}
