using Backsmith.Analyzers.Programs;
using Backsmith.Analyzers.Web;
using Backsmith.Inspection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Backsmith.Inspector.Queries.Calls;

/// <summary>The endpoints of an application by the code that they run.</summary>
internal sealed class EndpointRoutes
{
    private readonly Dictionary<SyntaxNode, CallEndpoint> _byBody = [];

    private EndpointRoutes(SourceProgram program)
    {
        var routes = new RouteTemplates(program);
        foreach (var endpoint in In(program, []))
        {
            _byBody[endpoint.Body] = new CallEndpoint(routes.Of(endpoint), endpoint.Name, endpoint.Access switch
            {
                EndpointAccess.Anonymous => EndpointCallers.Everybody,
                EndpointAccess.SignedIn => EndpointCallers.SignedIn,
                _ => EndpointCallers.Some,
            });
        }
    }

    /// <summary>Those of the program; when its own project has none, those of the projects it refers to, as a host has its controllers elsewhere.</summary>
    private static IEnumerable<RequestEndpoint> In(SourceProgram program, HashSet<Compilation> seen)
    {
        var own = RequestEndpoint.In(program);
        return own.Count > 0 ? own : program.Compilation.References.OfType<CompilationReference>().Select(reference => (Compilation)reference.Compilation)
            .Where(seen.Add).SelectMany(compilation => In(SourceProgram.Of(compilation), seen));
    }

    /// <summary>The endpoints of an application.</summary>
    public static EndpointRoutes Of(SourceProgram program) => program.Part(static p => new EndpointRoutes(p));

    /// <summary>The endpoint that runs this member, lambda or local function; null when none does.</summary>
    public CallEndpoint? Running(SyntaxNode node)
    {
        var body = node is AnonymousFunctionExpressionSyntax lambda ? lambda.Body : MethodBodies.BodyOf(node);
        return body is not null && _byBody.TryGetValue(body, out var endpoint) ? endpoint : null;
    }
}
