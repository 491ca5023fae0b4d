using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FindSymbols;

namespace Backsmith.CodeFixes.Concurrency;

/// <summary>
/// The edits that turn one blocking wait into an await. A function that is not async is made so, with every function that calls it;
/// when one of them cannot follow, there is no plan.
/// </summary>
internal sealed class AsyncPlan(Document document, CancellationToken cancellation)
{
    private const int MostMethods = 8;
    private readonly Edits edits = new(document.Project.Solution);
    private readonly HashSet<SyntaxNode> functions = [];

    /// <summary>Names of the methods whose signature changes.</summary>
    internal List<string> Methods { get; } = [];

    internal async Task<bool> TryAwaitAsync(MemberAccessExpressionSyntax access)
    {
        var model = await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false);
        if (model is null || WaitShape.Of(access, model) is not { } wait || !AwaitPlace.Allows(wait.Whole))
            return false;
        wait.Rewrite(edits.In(document.Id));
        return await MakeAsyncAsync(document, model, AwaitPlace.FunctionOf(wait.Whole)).ConfigureAwait(false) && edits.AreApart;
    }

    internal Task<Solution> ApplyAsync(CancellationToken token) => edits.ApplyAsync(token);

    private async Task<bool> MakeAsyncAsync(Document place, SemanticModel model, SyntaxNode? function)
    {
        if (function is null)
            return false;
        if (AwaitPlace.IsAsync(function) || !functions.Add(function))
            return true;
        if (functions.Count > MostMethods || AwaitPlace.CannotBeAsync(function, model))
            return false;
        var changes = edits.In(place.Id);
        var isTask = AwaitPlace.ReturnsTask(function, model);
        if (isTask && !TaskReturns.Rewrite(function, model, changes))
            return false;
        if (function is AnonymousFunctionExpressionSyntax lambda)
            return (isTask || AwaitPlace.IsEndpoint(lambda, model)) && changes.MakeAsync(lambda);
        if (isTask)
            return changes.MakeAsync(function);
        return model.GetDeclaredSymbol(function, cancellation) is IMethodSymbol method && await ChangeAsync(place, model, function, method).ConfigureAwait(false);
    }

    /// <summary>Gives a method the return type of an async one, and awaits it wherever it is called.</summary>
    private async Task<bool> ChangeAsync(Document place, SemanticModel model, SyntaxNode function, IMethodSymbol method)
    {
        if (!MethodScope.CanChange(method, place.Project))
            return false;
        Methods.Add(method.Name);
        var found = await SymbolFinder.FindReferencesAsync(method, place.Project.Solution, cancellation).ConfigureAwait(false);
        var uses = found.SelectMany(f => f.Locations).GroupBy(l => (l.Document.FilePath, l.Location.SourceSpan)).Select(g => g.First()).ToList();
        var name = MethodScope.NameFor(method);
        foreach (var use in uses)
        {
            var root = await use.Document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false);
            var node = root?.FindNode(use.Location.SourceSpan, findInsideTrivia: true, getInnermostNodeForTie: true);
            if (node is not SimpleNameSyntax named || !await FollowAsync(use.Document, named, name, method).ConfigureAwait(false))
                return false;
        }

        return edits.In(place.Id).ChangeSignature(function, method, name, model);
    }

    private async Task<bool> FollowAsync(Document place, SimpleNameSyntax use, string name, IMethodSymbol method)
    {
        if (MethodScope.IsHandedToRouting(use))
            return name == method.Name;
        var model = await place.GetSemanticModelAsync(cancellation).ConfigureAwait(false);
        if (model is null || !MethodScope.IsProduct(place.Project) || MethodScope.CallOf(use) is not { } call || !AwaitPlace.Allows(call))
            return false;
        var changes = edits.In(place.Id);
        if (name != method.Name)
            changes.Replace(use.Identifier.Span, name);
        changes.Await(call);
        return await MakeAsyncAsync(place, model, AwaitPlace.FunctionOf(call)).ConfigureAwait(false);
    }
}
