using System.Collections.Generic;
using Backsmith.Analyzers.DataFlow;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Backsmith.Analyzers.ErrorHandling;

/// <summary>Calls and creations whose arguments are sent to the client.</summary>
internal static class ResponseSinks
{
    private static readonly HashSet<string> Results =
    [
        "BadRequest", "Ok", "StatusCode", "Problem", "Conflict", "NotFound", "UnprocessableEntity", "Content", "Json", "Unauthorized", "ValidationProblem", "Accepted", "Created", "Text", "InternalServerError",
    ];

    private static readonly HashSet<string> Combining = ["Serialize", "SerializeToUtf8Bytes", "SerializeObject", "Format", "Concat", "Join", "GetBytes", "FromResult", "Fail", "Failure", "Error", "Failed"];

    internal static bool Takes(InvocationExpressionSyntax call, SourceIndex index)
    {
        var name = SourceIndex.NameOf(call.Expression);
        var method = index.Symbol(call) as IMethodSymbol;
        var owner = method?.ContainingType?.Name;
        return name switch
        {
            "WriteAsync" or "WriteAsJsonAsync" or "Write" => owner is "HttpResponseWritingExtensions" or "HttpResponseJsonExtensions" or "IProblemDetailsService" || Receiver(call) is { } to && (to.EndsWith("Response", System.StringComparison.Ordinal) || to.EndsWith("Response.Body", System.StringComparison.Ordinal)),
            "TryWriteAsync" => owner == "IProblemDetailsService",
            "AddModelError" => owner is "ModelStateDictionary" or null,
            _ => Results.Contains(name) && (method is null ? Receiver(call) is "" or "this" or "Results" or "TypedResults" : owner is "ControllerBase" or "Controller" or "Results" or "TypedResults" or "PageModel"),
        };
    }

    internal static bool Takes(BaseObjectCreationExpressionSyntax creation, SourceIndex index)
    {
        var type = index.Model(creation.SyntaxTree).GetTypeInfo(creation, index.Cancellation).Type;
        for (var current = type; current is not null; current = current.BaseType)
        {
            if (current.Name is "ActionResult" or "RpcException" or "HubException")
                return true;
        }

        return false;
    }

    /// <summary>Whether the call's result still shows its argument.</summary>
    internal static bool Passes(InvocationExpressionSyntax call) => Combining.Contains(SourceIndex.NameOf(call.Expression));

    /// <summary>Whether assigning the member shows the value to the client.</summary>
    internal static bool Takes(ExpressionSyntax target, SourceIndex index)
    {
        var text = target.ToString();
        if (target is ElementAccessExpressionSyntax element)
            return SourceIndex.NameOf(element.Expression) is "TempData" or "ViewData";
        if (text.StartsWith("ViewBag.", System.StringComparison.Ordinal) || text.EndsWith("ProblemDetails.Detail", System.StringComparison.Ordinal) || text.EndsWith("ProblemDetails.Title", System.StringComparison.Ordinal))
            return true;
        return index.Symbol(target) is IPropertySymbol { ContainingType.BaseType.Name: "PageModel" };
    }

    private static string? Receiver(InvocationExpressionSyntax call) => call.Expression is MemberAccessExpressionSyntax access ? access.Expression.ToString() : "";
}
