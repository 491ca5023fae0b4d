using System;
using System.Collections.Generic;
using System.Linq;
using Backsmith.Analyzers.Programs;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Backsmith.Analyzers.DataFlow;

/// <summary>Where values enter an application from outside: endpoint parameters, the request object, message payloads.</summary>
internal sealed class EntryPoints(SourceIndex index)
{
    private static readonly HashSet<string> RequestParts =
    [
        "Query", "Form", "Headers", "RouteValues", "Cookies", "QueryString", "Path", "Params", "Body", "PathInfo", "RawUrl", "Url", "UserAgent", "InputStream", "RequestUri", "Content", "Item",
    ];

    private static readonly HashSet<string> Handlers =
    [
        "IRequestHandler", "INotificationHandler", "IStreamRequestHandler", "IConsumer", "IHandleMessages", "IMessageHandler", "IIntegrationEventHandler", "IEventHandler", "ICommandHandler", "IQueryHandler",
    ];

    private static readonly HashSet<string> Mapping = ["MapGet", "MapPost", "MapPut", "MapDelete", "MapPatch", "MapMethods", "Map", "MapHub"];

    private static readonly HashSet<string> Binding = ["BindProperty", "FromQuery", "FromRoute", "FromForm", "FromBody", "FromHeader", "SupplyParameterFromQuery", "SupplyParameterFromForm"];

    private static readonly HashSet<string> EndpointMarks = ["HttpTrigger", "HttpTriggerAttribute", "WebMethod", "WebMethodAttribute", "OperationContract", "OperationContractAttribute"];

    private readonly Dictionary<ISymbol, string?> known = new(SameSymbol.Comparer);

    /// <summary>What the value is when it enters here (<c>query string of the request</c>), else null.</summary>
    internal string? Entering(IOperation value) => value switch
    {
        IParameterReferenceOperation parameter => Parameter(parameter.Parameter),
        IPropertyReferenceOperation { Property.ContainingType.Name: "HttpRequest" or "HttpRequestBase" or "HttpRequestMessage" or "HttpListenerRequest" or "IHttpRequest" } property
            when RequestParts.Contains(property.Property.MetadataName) => $"'{property.Property.Name}' of the HTTP request comes from outside",
        IPropertyReferenceOperation { Property: { Name: "Values", ContainingType.Name: "RouteData" } } => "a route value comes from outside",
        IPropertyReferenceOperation { Property: { Name: "FileName" or "ContentType", ContainingType.Name: "IFormFile" or "FormFile" or "HttpPostedFile" or "HttpPostedFileBase" } } file =>
            $"the {(file.Property.Name == "ContentType" ? "content type" : "name")} of the uploaded file comes from outside",
        IPropertyReferenceOperation { Property: { Name: "FileName" or "FileNameStar", ContainingType.Name: "ContentDispositionHeaderValue" } } => "the file name of a Content-Disposition header comes from outside",
        IPropertyReferenceOperation property when Marked(property.Property, Binding) => $"'{property.Property.Name}' is bound from the request, so it comes from outside",
        IInvocationOperation { TargetMethod: { Name: "GetRouteValue" or "GetRouteData", ContainingType.Name: "RoutingHttpContextExtensions" } } => "a route value comes from outside",
        IInvocationOperation { TargetMethod.Name: "ReadFormAsync" or "GetDisplayUrl" or "GetEncodedUrl" or "ReadFromJsonAsync" } call
            when call.TargetMethod.ToDisplayString().Contains("Http") => "the body of the HTTP request comes from outside",
        IInvalidOperation invalid => Unresolved(invalid.Syntax),
        _ => null,
    };

    /// <summary>Whether the framework calls the method with a request: a controller action, a page handler, a mapped handler.</summary>
    internal bool IsEndpoint(IMethodSymbol method) =>
        method.MethodKind == MethodKind.Ordinary && method.ContainingType is { } type && IsAction(method, type) || IsMapped(method);

    private static string? Unresolved(SyntaxNode node)
    {
        if (node is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Text" or "SelectedValue", Expression: IdentifierNameSyntax control } && IsWebForm(node))
            return $"what was typed into '{control.Identifier.ValueText}' comes from outside";
        var access = node is ElementAccessExpressionSyntax element ? element.Expression : node;
        return access is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Query" or "Form" or "QueryString" or "Params" or "Headers" or "Cookies" or "RouteValues" } member
            && SourceIndex.NameOf(member.Expression) is "Request"
            ? $"'{member.Name}' of the HTTP request comes from outside"
            : node is ElementAccessExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: "Request" } } ? "the HTTP request comes from outside" : null;
    }

    /// <summary>A page of Web Forms, whose controls hold what was sent; its types are part of no .NET of today.</summary>
    private static bool IsWebForm(SyntaxNode node) =>
        node.FirstAncestorOrSelf<ClassDeclarationSyntax>()?.BaseList?.Types.Any(t => SourceIndex.NameOf(t.Type) is "Page" or "UserControl" or "MasterPage") ?? false;

    private string? Parameter(IParameterSymbol parameter)
    {
        if (!known.TryGetValue(parameter, out var found))
            known[parameter] = found = Classify(parameter);
        return found;
    }

    private string? Classify(IParameterSymbol parameter)
    {
        if (parameter.ContainingSymbol is not IMethodSymbol method || !Bindable(parameter))
            return null;
        if (method.MethodKind is MethodKind.AnonymousFunction or MethodKind.LocalFunction)
            return IsMapped(method) ? $"'{parameter.Name}' of the endpoint comes from outside" : null;
        if (method.MethodKind != MethodKind.Ordinary || method.ContainingType is not { } type)
            return null;
        if (IsAction(method, type))
            return $"'{parameter.Name}' of '{type.Name}.{method.Name}' comes from outside";
        if (type.AllInterfaces.Any(i => Handlers.Contains(i.Name) && i.TypeArguments.Any(a => Holds(parameter.Type, a))))
            return $"message '{parameter.Name}' of '{type.Name}.{method.Name}' comes from outside";
        if (IsEndpointClass(method, parameter, type))
            return $"'{parameter.Name}' of '{type.Name}' comes from outside";
        if (method.Parameters.Any(p => Marked(p, EndpointMarks)) || Marked(method, EndpointMarks))
            return $"'{parameter.Name}' of '{method.Name}' comes from outside";
        return IsMapped(method) ? $"'{parameter.Name}' of endpoint '{method.Name}' comes from outside" : null;
    }

    /// <summary>A class that is one endpoint: FastEndpoints' <c>Endpoint&lt;TRequest&gt;</c>, Ardalis' <c>EndpointBaseAsync.WithRequest&lt;TRequest&gt;</c>.</summary>
    private static bool IsEndpointClass(IMethodSymbol method, IParameterSymbol parameter, INamedTypeSymbol type)
    {
        if (method.Name is not ("HandleAsync" or "ExecuteAsync" or "Handle"))
            return false;
        for (var current = type.BaseType; current is not null; current = current.BaseType)
        {
            if ((current.Name.StartsWith("Endpoint", StringComparison.Ordinal) || current.ContainingType?.Name is "WithRequest" or "EndpointBaseAsync")
                && current.TypeArguments.Concat(current.ContainingType?.TypeArguments ?? []).Any(a => SameSymbol.Comparer.Equals(a, parameter.Type)))
                return true;
        }

        return false;
    }

    private static bool Holds(ITypeSymbol type, ITypeSymbol message) => SameSymbol.Comparer.Equals(type, message)
        || type is INamedTypeSymbol { Name: "ConsumeContext", TypeArguments.Length: 1 } context && SameSymbol.Comparer.Equals(context.TypeArguments[0], message);

    private static bool Bindable(IParameterSymbol parameter) =>
        !parameter.GetAttributes().Any(a => a.AttributeClass?.Name is "FromServicesAttribute" or "FromKeyedServicesAttribute" or "FromServices")
        && (TextTypes.IsTextual(parameter.Type) || TextTypes.IsData(parameter.Type) || parameter.Type is { Name: "JsonElement" or "ConsumeContext" or "FormCollection" or "IFormCollection" }
            || parameter.Type is INamedTypeSymbol { TypeArguments.Length: 1 } generic && TextTypes.IsData(generic.TypeArguments[0]));

    private static bool IsAction(IMethodSymbol method, INamedTypeSymbol type)
    {
        if (method.DeclaredAccessibility != Accessibility.Public || method.IsStatic || Marked(method, ["NonAction", "NonActionAttribute"]))
            return false;
        for (var current = type; current is not null; current = current.BaseType)
        {
            if (current.Name is "ControllerBase" or "Controller" or "ApiController" or "Hub" || Marked(current, ["ApiController", "ApiControllerAttribute"]))
                return true;
            if (current.Name == "PageModel" && method.Name.StartsWith("On", StringComparison.Ordinal))
                return true;
        }

        return method.Parameters.Any(p => p.Type.Name == "ServerCallContext") && method.IsOverride;
    }

    private bool IsMapped(IMethodSymbol method)
    {
        foreach (var reference in method.DeclaringSyntaxReferences.Select(r => r.GetSyntax(index.Cancellation)))
        {
            if (reference is AnonymousFunctionExpressionSyntax && reference.Parent is ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax direct })
                return Mapping.Contains(SourceIndex.NameOf(direct.Expression));
        }

        return method.MethodKind != MethodKind.AnonymousFunction && index.PassedAsArgument(method.Name).Any(a =>
            a.Parent?.Parent is InvocationExpressionSyntax call && Mapping.Contains(SourceIndex.NameOf(call.Expression))
            && index.Model(a.SyntaxTree).GetSymbolInfo(((ArgumentSyntax)a).Expression) is var info
            && (SameSymbol.Comparer.Equals(info.Symbol, method) || info.CandidateSymbols.Contains(method, SameSymbol.Comparer)));
    }

    private static bool Marked(ISymbol symbol, HashSet<string> names) =>
        symbol.GetAttributes().Any(a => a.AttributeClass is { } c && (names.Contains(c.Name) || c.Name.EndsWith("Attribute", StringComparison.Ordinal) && names.Contains(c.Name.Substring(0, c.Name.Length - 9))));
}
