using System.Collections.Generic;
using System.Linq;
using Backsmith.Analyzers.Programs;
using Backsmith.Analyzers.Stores;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Backsmith.Analyzers.DataAccess;

/// <summary>Stored rows that an expression holds, and where they come into the body that was asked about.</summary>
internal sealed class ReturnedSet(StoreQuery query, ExpressionSyntax place, int level)
{
    /// <summary>The query that reads the rows.</summary>
    public StoreQuery Query { get; } = query;

    /// <summary>The query itself, or the call through which its rows arrive.</summary>
    public ExpressionSyntax Place { get; } = place;

    /// <summary>How many calls deep the place stands.</summary>
    public int Level { get; } = level;

    /// <summary>The same rows as the caller of a method sees them.</summary>
    public ReturnedSet At(ExpressionSyntax call, int level) => Level > level ? new ReturnedSet(Query, call, level) : this;
}

/// <summary>
/// Follows what a body returns back to the queries that read it: through results, mappings, in-memory operators, loops that
/// fill a list, and the services and repositories it calls. An operator that may limit the rows ends the way.
/// </summary>
internal sealed class ReturnedSets(SourceProgram program)
{
    private const int DeepestCall = 6;
    private const int DeepestExpression = 40;

    private static readonly HashSet<string> Passing = new()
    {
        "Ok", "Json", "View", "PartialView", "Accepted", "FromResult", "Success", "Succeed", "Map", "Adapt", "MapTo", "Convert", "Content", "AsReadOnly", "Cast",
        "Select", "ConvertAll", "ToResult", "ToActionResult", "Return",
    };

    private static readonly HashSet<string> Holders = new() { "Value", "Data", "Payload", "Content" };

    /// <summary>The stored sets that the expression holds in full.</summary>
    public IEnumerable<ReturnedSet> Of(ExpressionSyntax returned, SemanticModel model) => Trace(returned, model, new Frame(), 0);

    private IEnumerable<ReturnedSet> Trace(ExpressionSyntax expression, SemanticModel model, Frame frame, int depth)
    {
        if (depth > DeepestExpression)
        {
            return [];
        }

        var bare = MethodBodies.Bare(expression);
        if (bare is not AnonymousObjectCreationExpressionSyntax && StoreReader.Of(program).Read(bare, model) is { IsFromParameter: false } query)
        {
            return [new ReturnedSet(query, bare, frame.Level)];
        }

        return bare switch
        {
            ConditionalExpressionSyntax or SwitchExpressionSyntax or BinaryExpressionSyntax => MethodBodies.Arms(bare).Where(a => a != bare).SelectMany(a => Trace(a, model, frame, depth + 1)),
            InvocationExpressionSyntax call => Called(call, model, frame, depth + 1),
            IdentifierNameSyntax name => Named(name, model, frame, depth + 1),
            ConditionalAccessExpressionSyntax access => Trace(access.WhenNotNull, model, frame, depth + 1),
            MemberAccessExpressionSyntax member when Holders.Contains(member.Name.Identifier.ValueText) => Trace(member.Expression, model, frame, depth + 1),
            QueryExpressionSyntax q when q.Body.SelectOrGroup is SelectClauseSyntax => Trace(q.FromClause.Expression, model, frame, depth + 1),
            _ => Parts(bare, model).SelectMany(p => Trace(p, model, frame, depth + 1)),
        };
    }

    private static IEnumerable<ExpressionSyntax> Parts(ExpressionSyntax bare, SemanticModel model) => bare switch
    {
        AnonymousObjectCreationExpressionSyntax a => a.Initializers.Select(i => i.Expression).Where(e => IsSet(e, model)),
        TupleExpressionSyntax t => t.Arguments.Select(a => a.Expression).Where(e => IsSet(e, model)),
        CollectionExpressionSyntax c => c.Elements.OfType<SpreadElementSyntax>().Select(s => s.Expression),
        BaseObjectCreationExpressionSyntax o => Arguments(o, model).Concat(o.Initializer?.Expressions.OfType<AssignmentExpressionSyntax>().Select(a => a.Right) ?? []).Where(e => IsSet(e, model)),
        _ => [],
    };

    // A class may do anything with what its constructor takes; a record, a list, a result and a class that only holds data keep it.
    private static IEnumerable<ExpressionSyntax> Arguments(BaseObjectCreationExpressionSyntax creation, SemanticModel model)
    {
        var type = model.GetTypeInfo(creation).Type as INamedTypeSymbol;
        var keeps = type is { IsRecord: true } || type is null or { TypeKind: TypeKind.Error } || StoreTypes.IsCollection(type) || type.Name.EndsWith("Result", System.StringComparison.Ordinal)
            || type.Name.StartsWith("Result", System.StringComparison.Ordinal) || type.Name.EndsWith("Response", System.StringComparison.Ordinal) || HoldsDataOnly(type);
        return keeps ? creation.ArgumentList?.Arguments.Select(a => a.Expression) ?? [] : [];
    }

    private static bool HoldsDataOnly(INamedTypeSymbol type) => !type.DeclaringSyntaxReferences.IsEmpty && type.TypeKind == TypeKind.Class
        && type.BaseType is { SpecialType: SpecialType.System_Object } && type.GetMembers().OfType<IPropertySymbol>().Any() && !type.GetMembers().OfType<IMethodSymbol>().Any(m => m.MethodKind == MethodKind.Ordinary);

    private static bool IsSet(ExpressionSyntax expression, SemanticModel model)
    {
        var type = model.GetTypeInfo(expression).Type;
        return type is null or { TypeKind: TypeKind.Error } || StoreTypes.IsCollection(type) || StoreTypes.IsQueryable(type);
    }

    private IEnumerable<ReturnedSet> Called(InvocationExpressionSyntax call, SemanticModel model, Frame frame, int depth)
    {
        var name = QueryOperators.Plain(MethodBodies.NameOf(call));
        var targets = frame.Level < DeepestCall ? program.Targets(call, model) : [];
        if (targets.Count > 0)
        {
            return targets.SelectMany(t => Returned(t, call, model, frame, depth));
        }

        var receiver = MethodBodies.ReceiverOf(call);
        if (receiver is not null && model.GetSymbolInfo(receiver).Symbol is not INamedTypeSymbol && QueryOperators.LeavesUnbounded(name) && name is not "Load")
        {
            return call.ArgumentList.Arguments.Any(a => OneParent.Is(a.Expression, model)) ? [] : Trace(receiver, model, frame, depth);
        }

        var carried = Passing.Contains(name) ? call.ArgumentList.Arguments.Select(a => a.Expression).Where(e => e is not AnonymousFunctionExpressionSyntax).Take(2) : [];
        return carried.Concat(name is "Adapt" or "MapTo" or "ToActionResult" or "ToResult" && receiver is not null ? [receiver] : []).SelectMany(e => Trace(e, model, frame, depth));
    }

    private IEnumerable<ReturnedSet> Returned(IMethodSymbol target, InvocationExpressionSyntax call, SemanticModel model, Frame frame, int depth)
    {
        var body = MethodBodies.BodyOf(target);
        var bodyModel = body is null ? null : program.ModelOf(body.SyntaxTree);
        return bodyModel is null || frame.Runs(target)
            ? []
            : MethodBodies.Returned(body!).SelectMany(r => Trace(r, bodyModel, new Frame(target, call, model, frame), depth)).Select(s => s.At(call, frame.Level));
    }

    private IEnumerable<ReturnedSet> Named(IdentifierNameSyntax name, SemanticModel model, Frame frame, int depth)
    {
        switch (model.GetSymbolInfo(name).Symbol)
        {
            case ILocalSymbol local:
                var values = LocalValues.Of(local, model).Where(v => !v.IsElement).ToList();
                var isCutLater = values.Any(v => Mentions(v.Value, local.Name) && !Trace(v.Value, model, new Frame(frame, local), depth).Any() && v.Value.DescendantNodes().OfType<InvocationExpressionSyntax>().Any(c => !QueryOperators.LeavesUnbounded(MethodBodies.NameOf(c))));
                return isCutLater || frame.Holds(local)
                    ? []
                    : values.SelectMany(v => Trace(v.Value, model, new Frame(frame, local), depth)).Concat(FillingLoops.Sources(name, local, model).Where(s => IsSet(s, model)).SelectMany(s => Trace(s, model, new Frame(frame, local), depth)));
            case IParameterSymbol parameter when frame.ArgumentOf(parameter) is { } argument:
                return Trace(argument, frame.CallerModel!, frame.Caller!, depth);
            default:
                return [];
        }
    }

    private static bool Mentions(SyntaxNode node, string name) => node.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().Any(n => n.Identifier.ValueText == name);

    /// <summary>The calls and locals that a trace stands in.</summary>
    private sealed class Frame
    {
        private readonly IMethodSymbol? _method;
        private readonly InvocationExpressionSyntax? _call;
        private readonly ISymbol? _local;
        private readonly Frame? _outer;

        public Frame()
        {
        }

        public Frame(IMethodSymbol method, InvocationExpressionSyntax call, SemanticModel callerModel, Frame caller)
        {
            (_method, _call, CallerModel, Caller, Level) = (method, call, callerModel, caller, caller.Level + 1);
        }

        public Frame(Frame same, ISymbol local)
        {
            (_method, _call, CallerModel, Caller, Level, _local, _outer) = (same._method, same._call, same.CallerModel, same.Caller, same.Level, local, same);
        }

        public int Level { get; }

        public SemanticModel? CallerModel { get; }

        public Frame? Caller { get; }

        public bool Runs(IMethodSymbol method) => SameSymbol.Comparer.Equals(_method, method) || Caller?.Runs(method) == true;

        public bool Holds(ISymbol local) => SameSymbol.Comparer.Equals(_local, local) || _outer?.Holds(local) == true;

        public ExpressionSyntax? ArgumentOf(IParameterSymbol parameter) =>
            _call is not null && _method is not null && _method.Parameters.Contains(parameter, SameSymbol.Comparer)
                ? CallArguments.For(_method, parameter, _call, CallerModel!)
                : null;
    }
}
