using System.Text.RegularExpressions;
using Backsmith.Analyzers.Programs;
using Backsmith.Analyzers.Web;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Backsmith.Inspector.Queries.Calls;

/// <summary>Writes the route of an endpoint as far as the source shows it: <c>GET /orders/{id}</c>.</summary>
/// <remarks>Attribute routing, minimal APIs with groups, and Razor pages by their folder follow the documentation of ASP.NET Core 10; a conventional route is written as <c>/Controller/Action</c>.</remarks>
internal sealed partial class RouteTemplates(SourceProgram program)
{
    private const int Deepest = 5;

    private readonly Lazy<IReadOnlyList<InvocationExpressionSyntax>> _mappings = new(() =>
        [.. program.Trees.SelectMany(tree => tree.GetRoot().DescendantNodes().OfType<InvocationExpressionSyntax>())
            .Where(call => MethodBodies.NameOf(call) is "MapGet" or "MapPost" or "MapPut" or "MapPatch" or "MapDelete" or "MapMethods" or "Map")]);

    /// <summary>Verb and route.</summary>
    public string Of(RequestEndpoint endpoint)
    {
        if (endpoint.Method.ContainingType is { } type && TypeLineage.Of(type).Any(parent => parent.Name == "PageModel"))
        {
            return OfPage(endpoint.Method);
        }

        var mapping = MappingOf(endpoint);
        return mapping is null ? OfAction(endpoint.Method) : OfMapping(mapping);
    }

    private InvocationExpressionSyntax? MappingOf(RequestEndpoint endpoint) =>
        endpoint.Body.AncestorsAndSelf().OfType<AnonymousFunctionExpressionSyntax>().FirstOrDefault(lambda => lambda.Body == endpoint.Body)?.Parent?.Parent?.Parent as InvocationExpressionSyntax
        ?? _mappings.Value.FirstOrDefault(call => call.ArgumentList.Arguments.Any(argument => argument.Expression is SimpleNameSyntax or MemberAccessExpressionSyntax
            && argument.Expression.ToString().EndsWith(endpoint.Method.Name, StringComparison.Ordinal)
            && program.ModelFor(call.SyntaxTree).GetSymbolInfo(argument.Expression) is var info
            && (info.CandidateSymbols.Append(info.Symbol).Contains(endpoint.Method, SameSymbol.Comparer))));

    private string OfMapping(InvocationExpressionSyntax call)
    {
        var verb = MethodBodies.NameOf(call)["Map".Length..].ToUpperInvariant();
        var group = MethodBodies.ReceiverOf(call) is { } receiver ? Prefix(receiver, 0) : "";
        return $"{(verb is "" or "METHODS" ? "ANY" : verb)} {Join(group, Text(call))}";
    }

    /// <summary>What the groups before an expression begin routes with.</summary>
    private string Prefix(ExpressionSyntax expression, int depth)
    {
        var bare = MethodBodies.Bare(expression);
        if (depth > Deepest)
        {
            return "";
        }

        if (bare is InvocationExpressionSyntax call && MethodBodies.ReceiverOf(call) is { } receiver)
        {
            var own = MethodBodies.NameOf(call) == "MapGroup" ? Text(call) : "";
            return Join(Prefix(receiver, depth + 1), own);
        }

        var model = program.ModelFor(expression.SyntaxTree);
        return model.GetSymbolInfo(bare).Symbol switch
        {
            ILocalSymbol local => LocalValues.Of(local, model).Select(value => Prefix(value.Value, depth + 1)).FirstOrDefault(prefix => prefix.Length > 0) ?? "",
            IParameterSymbol { ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.Ordinary } method } parameter => Callers.Of(program).Of(method)
                .Select(caller => CallArguments.For(method, parameter, caller.Call, caller.Model) is { } given ? Prefix(given, depth + 1) : "").FirstOrDefault(prefix => prefix.Length > 0) ?? "",
            _ => "",
        };
    }

    private string Text(InvocationExpressionSyntax call)
    {
        var model = program.ModelFor(call.SyntaxTree);
        return call.ArgumentList.Arguments.Select(argument => model.GetConstantValue(argument.Expression)).FirstOrDefault(constant => constant.Value is string).Value as string ?? "";
    }

    private static string OfAction(IMethodSymbol method)
    {
        var own = method.GetAttributes().Where(attribute => Verb(attribute) is not null || AccessDemands.NameOf(attribute) == "Route").ToList();
        var verb = own.Select(Verb).FirstOrDefault(found => found is not null) ?? "ANY";
        var template = own.Select(Template).FirstOrDefault(found => found is not null);
        var prefix = TypeLineage.Of(method.ContainingType).SelectMany(type => type.GetAttributes()).Where(attribute => AccessDemands.NameOf(attribute) == "Route").Select(Template).FirstOrDefault();
        var controller = method.ContainingType.Name.EndsWith("Controller", StringComparison.Ordinal) ? method.ContainingType.Name[..^"Controller".Length] : method.ContainingType.Name;
        var area = TypeLineage.Of(method.ContainingType).SelectMany(type => type.GetAttributes()).Where(attribute => AccessDemands.NameOf(attribute) == "Area").Select(Template).FirstOrDefault() ?? "";
        var route = prefix is null && template is null ? Join(area, $"{controller}/{method.Name}") : template is ['/' or '~', ..] ? Join("", template.TrimStart('~')) : Join(prefix ?? "", template ?? "");
        return $"{verb} {Tokens().Replace(route, token => token.Groups[1].Value.ToUpperInvariant() switch { "CONTROLLER" => controller, "ACTION" => method.Name, _ => area })}";
    }

    private static string OfPage(IMethodSymbol method)
    {
        var path = method.DeclaringSyntaxReferences[0].SyntaxTree.FilePath;
        var page = path[..^(path.EndsWith(".cshtml.cs", StringComparison.Ordinal) ? ".cshtml.cs".Length : Path.GetExtension(path).Length)];
        var folder = page.LastIndexOf("/Pages/", StringComparison.Ordinal);
        var area = AreaFolder().Match(page);
        var route = folder < 0 ? Path.GetFileName(page) : page[(folder + "/Pages".Length)..];
        var verb = PageVerb().Match(method.Name);
        return $"{(verb.Success ? verb.Groups[1].Value.ToUpperInvariant() : "ANY")} {Join(area.Success ? area.Groups[1].Value : "", route.EndsWith("/Index", StringComparison.Ordinal) ? route[..^"/Index".Length] : route)}";
    }

    private static string? Verb(AttributeData attribute) => AccessDemands.NameOf(attribute) switch
    {
        "HttpGet" => "GET",
        "HttpPost" => "POST",
        "HttpPut" => "PUT",
        "HttpPatch" => "PATCH",
        "HttpDelete" => "DELETE",
        "HttpHead" => "HEAD",
        "HttpOptions" => "OPTIONS",
        _ => null,
    };

    private static string? Template(AttributeData attribute) => attribute.ConstructorArguments.Select(argument => argument.Kind == TypedConstantKind.Array ? null : argument.Value as string).FirstOrDefault(value => value is not null);

    private static string Join(string prefix, string template)
    {
        var joined = $"{prefix.Trim('/')}/{template.Trim('/')}".Trim('/');
        return "/" + joined;
    }

    [GeneratedRegex(@"\[(controller|action|area)\]", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Tokens();

    [GeneratedRegex(@"/Areas/([^/]+)/Pages/", RegexOptions.CultureInvariant)]
    private static partial Regex AreaFolder();

    [GeneratedRegex(@"^On(Get|Post|Put|Patch|Delete|Head)", RegexOptions.CultureInvariant)]
    private static partial Regex PageVerb();
}
