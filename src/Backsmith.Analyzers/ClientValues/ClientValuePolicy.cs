using System.Linq;
using Backsmith.Analyzers.DataFlow;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Backsmith.Analyzers.ClientValues;

/// <summary>Follows text that a client sends. What a rule adds is what makes the value harmless for it.</summary>
internal class ClientValuePolicy(SourceIndex index, ValueChecks? checks = null) : TracePolicy
{
    private readonly AllowLists allowLists = new(index, checks);
    private readonly EntryPoints entryPoints = new(index);
    private readonly StoredTypes stored = StoredTypes.Of(index.Program);

    protected SourceIndex Index => index;

    internal override bool CanCarry(ITypeSymbol? type) => TextTypes.CanHold(type);

    internal override bool ReportsCallers => false;

    internal override bool FollowsWritesTo(ISymbol member) => !stored.Holds(member.ContainingType);

    // What is set on an object that others hold too (settings, a session, a row) is there for other requests; what an object is made with is handed on with it.
    internal override bool FollowsWrite(SyntaxNode node)
    {
        var target = node switch
        {
            AssignmentExpressionSyntax { Left: MemberAccessExpressionSyntax access } => access.Expression,
            AssignmentExpressionSyntax { Left: ElementAccessExpressionSyntax { Expression: MemberAccessExpressionSyntax access } } => access.Expression,
            InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: MemberAccessExpressionSyntax access } } => access.Expression,
            _ => null,
        };
        return target is null or ThisExpressionSyntax or BaseExpressionSyntax
            || index.Symbol(target) is ILocalSymbol local && local.DeclaringSyntaxReferences.Any(r => r.GetSyntax(index.Cancellation) is VariableDeclaratorSyntax { Initializer.Value: BaseObjectCreationExpressionSyntax });
    }

    internal override bool IsHarmless(IOperation value) => value switch
    {
        IInvocationOperation { TargetMethod: { Name: "Replace", ContainingType.Name: "Regex" } } filtered => KeepsOnlyListed(filtered),
        IInvocationOperation { TargetMethod.Name: "Where" or "TakeWhile" or "FindAll" } filtered => KeepsOnlyLetters(filtered),
        IPropertyReferenceOperation { Property.ContainingType.Name: "IConfiguration" or "ConfigurationManager" or "IConfigurationSection" } => true,
        IPropertyReferenceOperation property when IsValidated(property.Property) => true,
        ILocalReferenceOperation or IParameterReferenceOperation or IMemberReferenceOperation => allowLists.Guards(value.Syntax),
        _ => false,
    };

    internal override Origin? OriginOf(IOperation value, Trace trace) =>
        entryPoints.Entering(value) is { } entering && TextTypes.CanHold(value.Type)
            ? new Origin(value.Syntax, entering, trace.Escaped ? "medium" : "high", SymbolOf(value))
            : null;

    internal override Origin? OriginOfUncalled(IParameterSymbol parameter, SyntaxNode reference, Trace trace) => null;

    protected static ISymbol? SymbolOf(IOperation value) => value switch
    {
        IParameterReferenceOperation parameter => parameter.Parameter,
        IMemberReferenceOperation member => member.Member,
        _ => null,
    };

    private static bool KeepsOnlyListed(IInvocationOperation call) =>
        call.Arguments.Any(a => a.Value.ConstantValue is { HasValue: true, Value: string pattern } && pattern.Contains("[^") || a.Value.ConstantValue.Value is "\\W" or "\\W+" or "\\D" or "\\D+");

    private static bool KeepsOnlyLetters(IInvocationOperation call) =>
        call.Arguments.Any(a => a.Value.Syntax.ToString() is var test && (test.Contains("IsLetter") || test.Contains("IsDigit") || test.Contains("IsAscii")));

    /// <summary>Whether the framework refuses a request whose value is none of a closed set.</summary>
    private static bool IsValidated(ISymbol member) =>
        member.GetAttributes().Any(a => a.AttributeClass?.Name is "RegularExpressionAttribute" or "AllowedValuesAttribute" or "EnumDataTypeAttribute");
}
