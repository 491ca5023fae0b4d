using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Backsmith.Analyzers.AccessControl;

/// <summary>A statement that writes Access-Control-Allow-Origin by hand.</summary>
/// <param name="node">The write.</param>
/// <param name="value">What is written.</param>
internal sealed class CorsHeader(ExpressionSyntax node, ExpressionSyntax value)
{
    private const string Origin = "Access-Control-Allow-Origin";
    private const string AllowCredentials = "Access-Control-Allow-Credentials";

    internal ExpressionSyntax Node { get; } = node;

    /// <summary>The write when the expression is one of this header, else null.</summary>
    internal static CorsHeader? Write(ExpressionSyntax expression) =>
        Value(expression, Origin, "AccessControlAllowOrigin") is { } value ? new CorsHeader(expression, value) : null;

    /// <summary>The write of the credentials header in the same body, or null.</summary>
    internal ExpressionSyntax? Credentials() =>
        Body()?.DescendantNodes().OfType<ExpressionSyntax>().FirstOrDefault(e => Value(e, AllowCredentials, "AccessControlAllowCredentials") is { } written && IsTrue(written));

    /// <summary>Whether what is written is what the request sent.</summary>
    internal bool IsReflected(SemanticModel model) => Reads(value, model, 0);

    /// <summary>Whether a condition on the way compares the origin with something.</summary>
    internal bool IsChecked(SemanticModel model)
    {
        var body = Body();
        foreach (var condition in Node.Ancestors().TakeWhile(a => a != body).Select(Condition).Concat(Earlier(body)).OfType<ExpressionSyntax>())
        {
            if (condition.DescendantNodesAndSelf().OfType<ExpressionSyntax>().Any(part => Compares(part) && MentionsOrigin(part, model)))
                return true;
        }

        return value.DescendantNodesAndSelf().OfType<ConditionalExpressionSyntax>().Any(choice => MentionsOrigin(choice.Condition, model));
    }

    private static ExpressionSyntax? Condition(SyntaxNode node) => node switch
    {
        IfStatementSyntax branch => branch.Condition,
        ConditionalExpressionSyntax choice => choice.Condition,
        WhenClauseSyntax clause => clause.Condition,
        _ => null,
    };

    /// <summary>Conditions of branches before the write that leave the body.</summary>
    private System.Collections.Generic.IEnumerable<ExpressionSyntax?> Earlier(SyntaxNode? body) =>
        body is null ? [] : body.DescendantNodes().OfType<IfStatementSyntax>()
            .Where(branch => branch.Span.End <= Node.SpanStart && branch.Statement.DescendantNodesAndSelf().Any(s => s is ReturnStatementSyntax or ThrowStatementSyntax))
            .Select(branch => branch.Condition);

    private static bool Compares(ExpressionSyntax part) => part switch
    {
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } => access.Name.Identifier.ValueText is not ("IsNullOrEmpty" or "IsNullOrWhiteSpace" or "TryGetValue" or "ContainsKey" or "ToString" or "Any"),
        InvocationExpressionSyntax => true,
        BinaryExpressionSyntax { OperatorToken.ValueText: "==" } equal => !IsEmpty(equal.Left) && !IsEmpty(equal.Right),
        IsPatternExpressionSyntax { Pattern: ConstantPatternSyntax { Expression: LiteralExpressionSyntax constant } } => constant.IsKind(SyntaxKind.StringLiteralExpression) && constant.Token.ValueText.Length > 0,
        _ => false,
    };

    private static bool IsEmpty(ExpressionSyntax expression) =>
        expression is LiteralExpressionSyntax { Token.ValueText: "" } or LiteralExpressionSyntax { RawKind: (int)SyntaxKind.NullLiteralExpression or (int)SyntaxKind.NumericLiteralExpression };

    private static bool MentionsOrigin(ExpressionSyntax part, SemanticModel model) =>
        part.DescendantNodesAndSelf().OfType<ExpressionSyntax>().Any(e => Reads(e, model, 0));

    private static bool Reads(ExpressionSyntax expression, SemanticModel model, int depth) => expression switch
    {
        _ when depth > 4 => false,
        MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Origin", Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Headers" } } => true,
        ElementAccessExpressionSyntax element => element.Expression is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Headers" } && IsOriginName(element.ArgumentList.Arguments[0].Expression),
        MemberAccessExpressionSyntax access => Reads(access.Expression, model, depth + 1),
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } => Reads(access.Expression, model, depth + 1),
        BinaryExpressionSyntax { OperatorToken.ValueText: "??" } either => Reads(either.Left, model, depth + 1),
        ParenthesizedExpressionSyntax inner => Reads(inner.Expression, model, depth + 1),
        PostfixUnaryExpressionSyntax forced => Reads(forced.Operand, model, depth + 1),
        CastExpressionSyntax cast => Reads(cast.Expression, model, depth + 1),
        InterpolatedStringExpressionSyntax { Contents: { Count: 1 } contents } => contents[0] is InterpolationSyntax hole && Reads(hole.Expression, model, depth + 1),
        CollectionExpressionSyntax { Elements: { Count: 1 } elements } => elements[0] is ExpressionElementSyntax element && Reads(element.Expression, model, depth + 1),
        ImplicitArrayCreationExpressionSyntax { Initializer.Expressions: { Count: 1 } elements } => Reads(elements[0], model, depth + 1),
        ArrayCreationExpressionSyntax { Initializer.Expressions: { Count: 1 } elements } => Reads(elements[0], model, depth + 1),
        ObjectCreationExpressionSyntax { ArgumentList.Arguments: { Count: 1 } arguments } => Reads(arguments[0].Expression, model, depth + 1),
        IdentifierNameSyntax name => Initial(model.GetSymbolInfo(name).Symbol) is { } initial && Reads(initial, model, depth + 1),
        _ => false,
    };

    /// <summary>What a local starts with: its initialiser, or the look-up that fills it as an out argument.</summary>
    private static ExpressionSyntax? Initial(ISymbol? symbol) => (symbol as ILocalSymbol)?.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() switch
    {
        VariableDeclaratorSyntax { Initializer.Value: { } value } => value,
        SingleVariableDesignationSyntax { Parent: DeclarationExpressionSyntax { Parent: ArgumentSyntax { Parent: ArgumentListSyntax { Parent: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } call } list } } }
            when access.Name.Identifier.ValueText == "TryGetValue" && IsOriginName(list.Arguments[0].Expression) => SyntaxFactory.ParseExpression(access.Expression + ".Origin"),
        _ => null,
    };

    private static bool IsOriginName(ExpressionSyntax expression) =>
        expression is LiteralExpressionSyntax literal && literal.Token.ValueText.Equals("Origin", System.StringComparison.OrdinalIgnoreCase)
        || expression is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Origin" };

    private static bool IsTrue(ExpressionSyntax value) =>
        value.IsKind(SyntaxKind.TrueLiteralExpression) || value.DescendantNodesAndSelf().OfType<LiteralExpressionSyntax>().Any(l => l.Token.ValueText.Equals("true", System.StringComparison.OrdinalIgnoreCase));

    /// <summary>What an expression writes to the header, by its name as text, as a typed property or as a constant of HeaderNames.</summary>
    private static ExpressionSyntax? Value(ExpressionSyntax expression, string header, string property) => expression switch
    {
        AssignmentExpressionSyntax { Left: MemberAccessExpressionSyntax left } typed when left.Name.Identifier.ValueText == property => typed.Right,
        AssignmentExpressionSyntax { Left: ElementAccessExpressionSyntax { ArgumentList.Arguments: { Count: 1 } keys } } indexed when Is(keys[0].Expression, header, property) => indexed.Right,
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Add" or "Append" or "TryAdd" or "AppendHeader" or "AddHeader" }, ArgumentList.Arguments: { Count: 2 } arguments }
            when Is(arguments[0].Expression, header, property) => arguments[1].Expression,
        _ => null,
    };

    private static bool Is(ExpressionSyntax key, string header, string property) =>
        key is LiteralExpressionSyntax literal && literal.Token.ValueText.Equals(header, System.StringComparison.OrdinalIgnoreCase)
        || key is MemberAccessExpressionSyntax access && access.Name.Identifier.ValueText == property;

    private SyntaxNode? Body() =>
        Node.Ancestors().FirstOrDefault(a => a is AnonymousFunctionExpressionSyntax or BaseMethodDeclarationSyntax or LocalFunctionStatementSyntax or CompilationUnitSyntax);
}
