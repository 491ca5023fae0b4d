using System;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Backsmith.CodeFixes.Concurrency;

/// <summary>Who may call a method, and so whether its return type may change.</summary>
internal static class MethodScope
{
    /// <summary>Whether every caller is in the solution: the method is not part of a contract and not the surface of a library.</summary>
    internal static bool CanChange(IMethodSymbol method, Project project)
    {
        if (method.IsVirtual || method.IsOverride || method.IsAbstract || method.IsExtern || method.PartialDefinitionPart is not null || method.PartialImplementationPart is not null
            || method.MethodKind is not (MethodKind.Ordinary or MethodKind.LocalFunction) || method.ReturnsByRef || method.ReturnsByRefReadonly || method.Name == "Main" || Fulfils(method))
            return false;
        return method.MethodKind == MethodKind.LocalFunction || IsHandler(method) || !IsSeenOutside(method)
            || project.CompilationOptions?.OutputKind is OutputKind.ConsoleApplication or OutputKind.WindowsApplication;
    }

    /// <summary>The method's name with the suffix Async where nothing but code calls it by name.</summary>
    internal static string NameFor(IMethodSymbol method)
    {
        var name = method.Name + "Async";
        return method.MethodKind != MethodKind.Ordinary || method.DeclaredAccessibility != Accessibility.Private && IsHandler(method) || method.Name.EndsWith("Async", StringComparison.Ordinal)
            || method.DeclaredAccessibility != Accessibility.Private || method.ContainingType.GetMembers(name).Length > 0 || IsRouted(method) ? method.Name : name;
    }

    /// <summary>Whether the framework calls the method: an action, a page's handler, a hub's method.</summary>
    internal static bool IsHandler(IMethodSymbol method)
    {
        if (method.IsStatic || method.DeclaredAccessibility != Accessibility.Public)
            return false;
        for (var type = method.ContainingType; type is not null; type = type.BaseType)
        {
            if (type.Name is "ControllerBase" or "Controller" or "Hub" || type.GetAttributes().Any(a => a.AttributeClass?.Name is "ApiControllerAttribute" or "ApiController"))
                return !method.GetAttributes().Any(a => a.AttributeClass?.Name is "NonActionAttribute");
            if (type.Name == "PageModel")
                return method.Name.StartsWith("On", StringComparison.Ordinal);
        }

        return false;
    }

    /// <summary>The call of which a name is the method, in a form that can be awaited.</summary>
    internal static InvocationExpressionSyntax? CallOf(SimpleNameSyntax use) => use.Parent switch
    {
        InvocationExpressionSyntax call when call.Expression == use => call,
        MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax call } access when access.Name == use && call.Expression == access => call,
        _ => null,
    };

    /// <summary>Whether a name is given to MapGet or its like: the framework awaits what it returns.</summary>
    internal static bool IsHandedToRouting(SimpleNameSyntax use) =>
        (use.Parent is MemberAccessExpressionSyntax access && access.Name == use ? access.Parent : use.Parent) is ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax map } }
        && map.Name.Identifier.ValueText.StartsWith("Map", StringComparison.Ordinal);

    /// <summary>Whether a project is part of the product; what tests call keeps its signature.</summary>
    internal static bool IsProduct(Project project) =>
        !project.MetadataReferences.Any(r => r.Display is { } path && (path.Contains("xunit") || path.Contains("nunit.framework") || path.Contains("TestPlatform")));

    private static bool IsRouted(IMethodSymbol method) =>
        method.DeclaringSyntaxReferences.Select(r => r.SyntaxTree.GetRoot()).Any(root => root.DescendantNodes().OfType<SimpleNameSyntax>().Any(n => n.Identifier.ValueText == method.Name && IsHandedToRouting(n)));

    private static bool IsSeenOutside(IMethodSymbol method)
    {
        for (ISymbol? symbol = method; symbol is not null and not INamespaceSymbol; symbol = symbol.ContainingSymbol)
        {
            if (symbol.DeclaredAccessibility is not (Accessibility.Public or Accessibility.Protected or Accessibility.ProtectedOrInternal))
                return false;
        }

        return true;
    }

    private static bool Fulfils(IMethodSymbol method) =>
        method.ContainingType.AllInterfaces.SelectMany(i => i.GetMembers()).Any(m => SymbolEqualityComparer.Default.Equals(method.ContainingType.FindImplementationForInterfaceMember(m), method));
}
