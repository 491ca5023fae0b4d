using System.Collections.Generic;
using System.Collections.Immutable;
using Backsmith.Analyzers.AccessControl;
using Backsmith.CodeFixes.Texts;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Backsmith.CodeFixes.AccessControl;

/// <summary>Turns lockout on where a sign-in switches it off.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
public sealed class SignInLimitCodeFix : TextCodeFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [SignInLimitAnalyzer.Id];

    private protected override string Title => "Lock the account after failures";

    private protected override IReadOnlyList<TextChange>? Repair(ReportedPlace place) =>
        place.Node is LiteralExpressionSyntax { RawKind: (int)SyntaxKind.FalseLiteralExpression } value ? [new TextChange(value.Span, "true")] : null;
}
