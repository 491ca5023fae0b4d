using System;
using System.Collections.Generic;
using System.Linq;
using Backsmith.Analyzers.Programs;
using Backsmith.Analyzers.Stores;
using Backsmith.Analyzers.Web;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Backsmith.Analyzers.AccessControl;

/// <summary>
/// Follows an endpoint through the methods it calls and collects what happens to records on the way. A method is read once for
/// each combination of who decides its parameters, so that the work grows with the code and not with the number of ways through it.
/// </summary>
internal sealed class AccessWalker
{
    private const int DeepestCall = 8;
    private const int MostReadings = 20_000;
    private const int MostFacts = 1_000;

    private readonly SourceProgram _program;
    private readonly ValueLabels _labels;
    private readonly ComparisonReader _comparisons;
    private readonly RecordReader _records;
    private readonly WriteReader _writes;
    private readonly GrantReader _grants;
    private readonly Dictionary<(SyntaxNode, string), IReadOnlyList<AccessFact>> _read = new();

    /// <summary>A walker over a program.</summary>
    public AccessWalker(SourceProgram program)
    {
        _program = program;
        _labels = new ValueLabels(new CallerValues(program));
        _comparisons = new ComparisonReader(_labels, program);
        _records = new RecordReader(_labels, program);
        _writes = new WriteReader(_labels, program);
        _grants = new GrantReader(_labels, program);
    }

    /// <summary>What an endpoint does; each fact stands where the endpoint's own body leads to it.</summary>
    public IReadOnlyList<AccessFact> Walk(RequestEndpoint endpoint)
    {
        var model = _program.ModelOf(endpoint.Body.SyntaxTree);
        if (model is null)
        {
            return [];
        }

        var parameters = new Dictionary<ISymbol, LabelledValue>(SameSymbol.Comparer);
        foreach (var parameter in endpoint.Method.Parameters)
        {
            parameters[parameter] = BoundParameters.LabelOf(parameter);
        }

        return Read(new MethodFrame(endpoint.Body, model, parameters), 0);
    }

    private IReadOnlyList<AccessFact> Read(MethodFrame frame, int depth)
    {
        var facts = new List<AccessFact>();
        foreach (var node in frame.Body.DescendantNodesAndSelf())
        {
            _comparisons.Read(node, frame, facts);
            _writes.Read(node, frame, facts);
            _grants.Read(node, frame, facts);
            switch (node)
            {
                case InvocationExpressionSyntax call:
                    _records.Read(call, frame, facts);
                    Follow(call, _program.Targets(call, frame.Model), call.ArgumentList.Arguments, frame, depth, facts);
                    break;
                case BaseObjectCreationExpressionSyntax creation when frame.Model.GetSymbolInfo(creation).Symbol is IMethodSymbol constructor:
                    Follow(creation, CallGraph.TargetsOf(_program, constructor.OriginalDefinition), creation.ArgumentList?.Arguments ?? default, frame, depth, facts);
                    break;
            }
        }

        return facts;
    }

    private void Follow(ExpressionSyntax call, IReadOnlyList<IMethodSymbol> targets, SeparatedSyntaxList<ArgumentSyntax> arguments, MethodFrame frame, int depth, List<AccessFact> facts)
    {
        if (targets.Count == 0 || depth >= DeepestCall)
        {
            return;
        }

        var entity = call is InvocationExpressionSyntax invocation ? new Lazy<string>(() => RecordNames.Of(RepositoryCalls.EntityOf(invocation, frame.Model))) : new Lazy<string>(() => "");
        foreach (var fact in targets.SelectMany(t => Enter(t, call, arguments, frame, depth)).Where(_ => facts.Count < MostFacts))
        {
            // Where it is done is reached by one way through this body: the first one speaks for all.
            var lifted = fact.Through(call, fact.Entity.Length == 0 ? entity.Value : "");
            if (frame.Seen.Add((lifted.Kind, lifted.Entity, lifted.Property, lifted.Origin)))
            {
                facts.Add(lifted);
            }
        }
    }

    private IReadOnlyList<AccessFact> Enter(IMethodSymbol target, ExpressionSyntax call, SeparatedSyntaxList<ArgumentSyntax> arguments, MethodFrame frame, int depth)
    {
        var body = MethodBodies.BodyOf(target);
        var model = body is null ? null : _program.ModelOf(body.SyntaxTree);
        if (model is null)
        {
            return [];
        }

        var parameters = Bind(target, call, arguments, frame);
        var key = (body!, string.Join("|", target.Parameters.Select(p => parameters[p].Key)));
        if (_read.TryGetValue(key, out var known))
        {
            return known;
        }

        if (_read.Count >= MostReadings)
        {
            return [];
        }

        _read[key] = [];
        var facts = Read(new MethodFrame(body!, model, parameters), depth + 1);
        return _read[key] = IsDemanding(target) ? [.. facts, new AccessFact(AccessKind.Guard, "", "", body!, body!)] : facts;
    }

    // A message or handler that names a role or a policy, for a behaviour of the mediator to hold it to.
    private static bool IsDemanding(IMethodSymbol target) =>
        target.Parameters.Select(p => p.Type as ISymbol).Append(target.ContainingType).Append(target).SelectMany(s => s.GetAttributes())
            .Any(a => AccessDemands.IsDeciding(AccessDemands.NameOf(a)) && (AccessDemands.NameOf(a) != "Authorize" || a.NamedArguments.Length + a.ConstructorArguments.Length > 0));

    private Dictionary<ISymbol, LabelledValue> Bind(IMethodSymbol target, ExpressionSyntax call, SeparatedSyntaxList<ArgumentSyntax> arguments, MethodFrame frame)
    {
        var bound = new Dictionary<ISymbol, LabelledValue>(SameSymbol.Comparer);
        var receiver = call is InvocationExpressionSyntax invocation ? MethodBodies.ReceiverOf(invocation) : null;
        var called = call is InvocationExpressionSyntax i ? CallGraph.MethodOf(i, frame.Model) : null;
        var shift = target.IsExtensionMethod && called is { ReducedFrom: not null } ? 1 : 0;
        var isDispatch = called is not null && called.Name != target.Name && shift == 0 && arguments.Count > 0;
        foreach (var parameter in target.Parameters)
        {
            var given = shift == 1 && parameter.Ordinal == 0 ? receiver
                : isDispatch ? Dispatched(parameter, arguments, frame)
                : arguments.FirstOrDefault(a => a.NameColon?.Name.Identifier.ValueText == parameter.Name)?.Expression
                    ?? (arguments.ElementAtOrDefault(parameter.Ordinal - shift) is { NameColon: null } positional ? positional.Expression : null);
            bound[parameter] = given is null ? LabelledValue.Unknown : _labels.Of(given, frame);
        }

        return bound;
    }

    // A mediator hands on the message, whatever it is called with besides.
    private static ExpressionSyntax? Dispatched(IParameterSymbol parameter, SeparatedSyntaxList<ArgumentSyntax> arguments, MethodFrame frame) =>
        arguments.FirstOrDefault(a => SameSymbol.Comparer.Equals(frame.Model.GetTypeInfo(a.Expression).Type, parameter.Type))?.Expression
        ?? (parameter.Ordinal == 0 ? arguments[0].Expression : null);
}
