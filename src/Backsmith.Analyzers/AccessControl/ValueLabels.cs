using System;
using System.Collections.Generic;
using System.Linq;
using Backsmith.Analyzers.Programs;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Backsmith.Analyzers.AccessControl;

/// <summary>Says of an expression in a frame whether the client or who is signed in decides its value.</summary>
internal sealed class ValueLabels(CallerValues callers)
{
    private const int Deepest = 40;

    private static readonly string[] Converters = ["Map", "To", "From", "Adapt", "Create", "Parse", "New", "As", "With", "Of", "Trim", "Convert", "Decode", "Deserialize", "Get"];

    /// <summary>The label of an expression.</summary>
    public LabelledValue Of(ExpressionSyntax expression, MethodFrame frame) => Of(expression, frame, 0);

    private LabelledValue Of(ExpressionSyntax? expression, MethodFrame frame, int depth)
    {
        if (expression is null || depth > Deepest)
        {
            return LabelledValue.Unknown;
        }

        var bare = MethodBodies.Bare(expression);
        return bare switch
        {
            LiteralExpressionSyntax => LabelledValue.Unknown,
            IdentifierNameSyntax name => OfName(name, frame, depth),
            MemberAccessExpressionSyntax member => OfMember(member, frame, depth),
            InvocationExpressionSyntax call => OfCall(call, frame, depth),
            BaseObjectCreationExpressionSyntax creation => OfCreation(creation, frame, depth),
            WithExpressionSyntax with => With(Of(with.Expression, frame, depth + 1), with.Initializer, frame, depth),
            AnonymousFunctionExpressionSyntax lambda => LabelledValue.Of(Inside(lambda.Body, frame, depth) & ValueLabel.Caller),
            _ => OfParts(bare, frame, depth),
        };
    }

    private LabelledValue OfParts(ExpressionSyntax bare, MethodFrame frame, int depth) => bare switch
    {
        AnonymousObjectCreationExpressionSyntax anonymous => OfAnonymous(anonymous, frame, depth),
        AssignmentExpressionSyntax assignment => Of(assignment.Right, frame, depth + 1),
        ElementAccessExpressionSyntax element => LabelledValue.Of(Of(element.Expression, frame, depth + 1).Label),
        ConditionalAccessExpressionSyntax access => LabelledValue.Of(Of(access.Expression, frame, depth + 1).Label | Of(access.WhenNotNull, frame, depth + 1).Label),
        ConditionalExpressionSyntax choice => Of(choice.WhenTrue, frame, depth + 1).Or(Of(choice.WhenFalse, frame, depth + 1)),
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceExpression } b => Of(b.Left, frame, depth + 1).Or(Of(b.Right, frame, depth + 1)),
        TypeOfExpressionSyntax or DefaultExpressionSyntax => LabelledValue.Unknown,
        _ => LabelledValue.Of(bare.ChildNodes().OfType<ExpressionSyntax>().Concat(bare.ChildNodes().SelectMany(Nested)).Aggregate(ValueLabel.None, (sum, e) => sum | Of(e, frame, depth + 1).Label)),
    };

    private static IEnumerable<ExpressionSyntax> Nested(SyntaxNode child) => child switch
    {
        InterpolationSyntax i => [i.Expression],
        ExpressionElementSyntax e => [e.Expression],
        ArgumentSyntax a => [a.Expression],
        InitializerExpressionSyntax i => i.Expressions,
        _ => [],
    };

    private LabelledValue OfName(IdentifierNameSyntax name, MethodFrame frame, int depth)
    {
        var symbol = frame.Model.GetSymbolInfo(name).Symbol;
        return symbol switch
        {
            null => LabelledValue.Unknown,
            IParameterSymbol parameter when frame.Parameters.TryGetValue(parameter, out var value) => AfterAssignments(parameter, value, frame, depth),
            ILocalSymbol local => callers.IsCaller(local) ? LabelledValue.FromCaller : OfLocal(local, frame, depth),
            _ => callers.IsCaller(symbol) ? LabelledValue.FromCaller : LabelledValue.Unknown,
        };
    }

    private LabelledValue OfMember(MemberAccessExpressionSyntax member, MethodFrame frame, int depth)
    {
        if (callers.IsCaller(frame.Model.GetSymbolInfo(member).Symbol))
        {
            return LabelledValue.FromCaller;
        }

        return member.Name.Identifier.ValueText is "Value" or "HasValue" && Of(member.Expression, frame, depth + 1) is { Members: null } whole
            ? whole
            : Of(member.Expression, frame, depth + 1).Member(member.Name.Identifier.ValueText);
    }

    private LabelledValue OfLocal(ILocalSymbol local, MethodFrame frame, int depth)
    {
        if (frame.Locals.TryGetValue(local, out var known))
        {
            return known ?? LabelledValue.Unknown;
        }

        frame.Locals[local] = null;
        var value = LocalValues.Of(local, frame.Model).Select(v => Of(v.Value, frame, depth + 1)).Concat([OfOut(local, frame, depth)])
            .Aggregate(LabelledValue.Unknown, (sum, v) => sum.Or(v));
        value = AfterAssignments(local, value, frame, depth);
        frame.Locals[local] = value;
        return value;
    }

    // int.TryParse(text, out var id), service.TryGetUserId(out var id), var (a, b) = ...
    private LabelledValue OfOut(ILocalSymbol local, MethodFrame frame, int depth)
    {
        var declaration = local.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax();
        if (declaration is not SingleVariableDesignationSyntax || declaration.SyntaxTree != frame.Model.SyntaxTree)
        {
            return LabelledValue.Unknown;
        }

        var call = declaration.Ancestors().TakeWhile(a => a is not StatementSyntax).FirstOrDefault(a => a is InvocationExpressionSyntax or AssignmentExpressionSyntax);
        return call switch
        {
            InvocationExpressionSyntax invocation => LabelledValue.Of(invocation.ArgumentList.Arguments.Aggregate(Of(MethodBodies.ReceiverOf(invocation), frame, depth + 1).Label | OfCall(invocation, frame, depth + 1).Label, (sum, a) => sum | Of(a.Expression, frame, depth + 1).Label)),
            AssignmentExpressionSyntax assignment => LabelledValue.Of(Of(assignment.Right, frame, depth + 1).Label),
            _ => LabelledValue.Unknown,
        };
    }

    // command.UserId = User.GetId(): what the client sent there is gone.
    private LabelledValue AfterAssignments(ISymbol holder, LabelledValue value, MethodFrame frame, int depth)
    {
        if (holder is IParameterSymbol && frame.Locals.TryGetValue(holder, out var known))
        {
            return known ?? value;
        }

        frame.Locals[holder] = null;
        foreach (var assignment in frame.Body.DescendantNodesAndSelf().OfType<AssignmentExpressionSyntax>())
        {
            if (assignment.Left is MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax target } member && target.Identifier.ValueText == holder.Name)
            {
                value = value.With(member.Name.Identifier.ValueText, Of(assignment.Right, frame, depth + 1).Label);
            }
            else if (holder is IParameterSymbol && assignment.Left is IdentifierNameSyntax whole && whole.Identifier.ValueText == holder.Name)
            {
                value = value.Or(Of(assignment.Right, frame, depth + 1));
            }
        }

        frame.Locals[holder] = value;
        return value;
    }

    private LabelledValue OfCall(InvocationExpressionSyntax call, MethodFrame frame, int depth)
    {
        if (call.Expression is IdentifierNameSyntax { Identifier.ValueText: "nameof" })
        {
            return LabelledValue.Unknown;
        }

        var method = CallGraph.MethodOf(call, frame.Model);
        var receiver = Of(MethodBodies.ReceiverOf(call), frame, depth + 1).Label;
        var label = call.ArgumentList.Arguments.Aggregate(receiver, (sum, a) => sum | Of(a.Expression, frame, depth + 1).Label);
        if (callers.IsCaller(method) || (label & ValueLabel.Caller) != 0)
        {
            return LabelledValue.FromCaller;
        }

        return label == ValueLabel.Client && PassesOn(call, method, frame) ? LabelledValue.FromClient : LabelledValue.Unknown;
    }

    // A conversion gives what it was given; a look-up gives a record.
    private static bool PassesOn(InvocationExpressionSyntax call, IMethodSymbol? method, MethodFrame frame)
    {
        var type = frame.Model.GetTypeInfo(call).Type;
        if (type is null || type.Name is "Task" or "ValueTask" || Stores.StoreTypes.IsQueryable(type))
        {
            return false;
        }

        var name = MethodBodies.NameOf(call);
        return IsPlain(type) || (Converters.Any(c => name.StartsWith(c, StringComparison.Ordinal)) && method is null or { IsStatic: true } or { IsExtensionMethod: true } or { Name: "Map" or "Adapt" });
    }

    private static bool IsPlain(ITypeSymbol type) =>
        type.SpecialType is not SpecialType.None || type.IsValueType || type.TypeKind == TypeKind.Array;

    private LabelledValue OfCreation(BaseObjectCreationExpressionSyntax creation, MethodFrame frame, int depth)
    {
        var constructor = frame.Model.GetSymbolInfo(creation).Symbol as IMethodSymbol;
        var arguments = creation.ArgumentList?.Arguments.ToList() ?? [];
        var members = new Dictionary<string, ValueLabel>(StringComparer.OrdinalIgnoreCase);
        var sum = ValueLabel.None;
        for (var i = 0; i < arguments.Count; i++)
        {
            var label = Of(arguments[i].Expression, frame, depth + 1).Label;
            sum |= label;
            var name = arguments[i].NameColon?.Name.Identifier.ValueText ?? constructor?.Parameters.ElementAtOrDefault(i)?.Name;
            if (name is not null)
            {
                members[name] = label;
            }
        }

        var isData = constructor is not null && (arguments.Count > 1 || creation.Initializer is not null || constructor.ContainingType.IsRecord || IsMessage(constructor.ContainingType));
        return With(new LabelledValue(sum, isData ? members : null), creation.Initializer, frame, depth);
    }

    private static bool IsMessage(INamedTypeSymbol type) => !type.DeclaringSyntaxReferences.IsEmpty && type.TypeKind == TypeKind.Class;

    private LabelledValue With(LabelledValue value, InitializerExpressionSyntax? initializer, MethodFrame frame, int depth)
    {
        foreach (var part in initializer?.Expressions ?? default)
        {
            value = part is AssignmentExpressionSyntax { Left: IdentifierNameSyntax name } assignment
                ? value.With(name.Identifier.ValueText, Of(assignment.Right, frame, depth + 1).Label)
                : new LabelledValue(value.Label | Of(part, frame, depth + 1).Label);
        }

        return value;
    }

    private LabelledValue OfAnonymous(AnonymousObjectCreationExpressionSyntax anonymous, MethodFrame frame, int depth)
    {
        var value = new LabelledValue(ValueLabel.None, new Dictionary<string, ValueLabel>());
        foreach (var part in anonymous.Initializers)
        {
            var name = part.NameEquals?.Name.Identifier.ValueText ?? DataFlow.SourceIndex.NameOf(part.Expression);
            value = value.With(name, Of(part.Expression, frame, depth + 1).Label);
        }

        return value;
    }

    private ValueLabel Inside(SyntaxNode code, MethodFrame frame, int depth) =>
        code.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().Aggregate(ValueLabel.None, (sum, n) => sum | OfName(n, frame, depth + 1).Label);
}
