using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Backsmith.Analyzers.DataFlow;
using Backsmith.Analyzers.Programs;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Backsmith.Analyzers.Concurrency;

/// <summary>Where waiting does no harm or cannot be helped: before the application serves, on a thread of one's own, in a member that a framework wants synchronous.</summary>
internal sealed class BlockingAllowed
{
    private const int MaxDepth = 4;
    private static readonly HashSet<string> StartUpTypes =
    [
        "IApplicationBuilder", "WebApplication", "WebApplicationBuilder", "IServiceCollection", "IHost", "IWebHost", "IHostBuilder", "IWebHostBuilder", "IHostApplicationBuilder",
        "HostApplicationBuilder", "IEndpointRouteBuilder", "IConfigurationBuilder", "ModelBuilder", "DbContextOptionsBuilder", "MigrationBuilder", "AuthenticationBuilder", "IMvcBuilder",
        "IHealthChecksBuilder", "ContainerBuilder", "ServiceCollection", "ConfigurationManager", "IHostEnvironment",
    ];

    private readonly SourceProgram program;
    private readonly Lazy<ILookup<string, InvocationExpressionSyntax>> calls;

    internal BlockingAllowed(Compilation compilation, CancellationToken cancellation)
    {
        program = SourceProgram.Of(compilation);
        calls = new(() => compilation.SyntaxTrees.SelectMany(tree => tree.GetRoot(cancellation).DescendantNodes().OfType<InvocationExpressionSyntax>()).ToLookup(MethodBodies.NameOf));
    }

    internal bool Holds(SyntaxNode node, SemanticModel model) => Holds(node, model, 0);

    private bool Holds(SyntaxNode node, SemanticModel model, int depth)
    {
        foreach (var at in node.Ancestors())
        {
            switch (at)
            {
                case AnonymousFunctionExpressionSyntax lambda when HasOwnThread(lambda):
                    return true;
                case AnonymousFunctionExpressionSyntax lambda when RunsLater(lambda):
                case LocalFunctionStatementSyntax local when IsHandler(local) || depth < MaxDepth && CallsOf(local).Any(call => !Holds(call, model, depth + 1)):
                case PropertyDeclarationSyntax or IndexerDeclarationSyntax:
                    return false;
                case ConstructorDeclarationSyntax constructor:
                    return constructor.Modifiers.Any(SyntaxKind.StaticKeyword);
                case FieldDeclarationSyntax field:
                    return field.Modifiers.Any(SyntaxKind.StaticKeyword);
                case MethodDeclarationSyntax method:
                    return Holds(method, model, depth);
                case DestructorDeclarationSyntax or GlobalStatementSyntax:
                    return true;
            }
        }

        return false;
    }

    private bool Holds(MethodDeclarationSyntax method, SemanticModel model, int depth)
    {
        var name = method.Identifier.ValueText;
        if (name is "Dispose" || name == "Main" && method.Modifiers.Any(SyntaxKind.StaticKeyword) || IsStartUp(method))
            return true;
        return model.GetDeclaredSymbol(method) is { } symbol && (HasSynchronousContract(symbol) || depth < MaxDepth && IsCalledWhereAllowed(symbol, depth));
    }

    /// <summary>A function that is kept and runs when a request comes: of an endpoint, a middleware, an event, a scoped service.</summary>
    private static bool RunsLater(AnonymousFunctionExpressionSyntax lambda) => lambda.Parent switch
    {
        AssignmentExpressionSyntax => true,
        ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call } => IsRouting(MethodBodies.NameOf(call)) || MethodBodies.NameOf(call) is "AddScoped" or "AddTransient" or "RequireAssertion",
        _ => false,
    };

    private static bool IsRouting(string name) => name.StartsWith("Map", StringComparison.Ordinal) || name is "Use" or "Run" or "UseWhen";

    private static bool HasOwnThread(AnonymousFunctionExpressionSyntax lambda) => lambda.Parent is ArgumentSyntax
    {
        Parent.Parent: ObjectCreationExpressionSyntax { Type: SimpleNameSyntax { Identifier.ValueText: "Thread" } } or QualifiedNameSyntax { Right.Identifier.ValueText: "Thread" },
    }
    || lambda.Parent is ArgumentSyntax { Parent: ArgumentListSyntax list } && list.Arguments.Any(a => a.Expression is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "LongRunning" });

    private bool IsHandler(LocalFunctionStatementSyntax local) =>
        local.SyntaxTree.GetRoot().DescendantNodes().OfType<ArgumentSyntax>().Any(argument =>
            argument.Expression is IdentifierNameSyntax name && name.Identifier.ValueText == local.Identifier.ValueText
            && argument.Parent?.Parent is InvocationExpressionSyntax call && IsRouting(MethodBodies.NameOf(call)));

    private static IEnumerable<SyntaxNode> CallsOf(LocalFunctionStatementSyntax local) =>
        local.SyntaxTree.GetRoot().DescendantNodes().OfType<InvocationExpressionSyntax>().Where(call =>
            call.Expression is IdentifierNameSyntax name && name.Identifier.ValueText == local.Identifier.ValueText && !local.Span.Contains(call.Span));

    private static bool IsStartUp(MethodDeclarationSyntax method)
    {
        if (TakesStartUpType(method))
            return true;
        return method.Parent is TypeDeclarationSyntax type && type.Members.OfType<MethodDeclarationSyntax>().Any(other =>
            other.Identifier.ValueText == "Main" && other.Modifiers.Any(SyntaxKind.StaticKeyword) && method.Modifiers.Any(SyntaxKind.StaticKeyword)
            || other.Identifier.ValueText is "ConfigureServices" or "Configure" && TakesStartUpType(other) && !other.Modifiers.Any(SyntaxKind.StaticKeyword));
    }

    private static bool TakesStartUpType(MethodDeclarationSyntax method) =>
        method.ParameterList.Parameters.Any(parameter => StartUpTypes.Contains(SourceIndex.NameOf(parameter.Type)));

    /// <summary>A member of a framework's type that has to return at once; MVC's results, controllers and filters have asynchronous siblings and do not count.</summary>
    private static bool HasSynchronousContract(IMethodSymbol method)
    {
        if (method.IsAsync || method.ReturnType.Name is "Task" or "ValueTask")
            return false;
        for (var overridden = method.OverriddenMethod; overridden is not null; overridden = overridden.OverriddenMethod)
        {
            if (IsFixed(overridden))
                return true;
        }

        return method.ContainingType.AllInterfaces.Where(contract => contract.DeclaringSyntaxReferences.IsEmpty)
            .SelectMany(contract => contract.GetMembers().OfType<IMethodSymbol>())
            .Any(member => IsFixed(member) && SameSymbol.Comparer.Equals(method.ContainingType.FindImplementationForInterfaceMember(member), method));
    }

    private static bool IsFixed(IMethodSymbol member) =>
        member.DeclaringSyntaxReferences.IsEmpty
        && member.ContainingNamespace.ToDisplayString() is not ("Microsoft.AspNetCore.Mvc" or "Microsoft.AspNetCore.Mvc.Filters" or "Microsoft.AspNetCore.Mvc.RazorPages" or "Microsoft.AspNetCore.Mvc.ViewFeatures");

    /// <summary>A method that is called, and only from such places, is one itself: what seeds a database at the start, for one.</summary>
    private bool IsCalledWhereAllowed(IMethodSymbol method, int depth)
    {
        var definition = method.OriginalDefinition;
        var callers = calls.Value[method.Name].Select(call => (Call: call, Model: program.ModelOf(call.SyntaxTree)))
            .Where(c => c.Model?.GetSymbolInfo(c.Call).Symbol is IMethodSymbol called && Reaches(definition, (called.ReducedFrom ?? called).OriginalDefinition)).Take(20).ToList();
        return callers.Count > 0 && callers.TrueForAll(c => Holds(c.Call, c.Model!, depth + 1));
    }

    private static bool Reaches(IMethodSymbol method, IMethodSymbol called) =>
        SameSymbol.Comparer.Equals(method, called) || Implementations.Fulfils(method, called);
}

/// <summary>Whether a compilation is a tool for the command line, which has one thing to do and may wait for it.</summary>
internal static class ConsoleTools
{
    internal static bool Is(Compilation compilation, CancellationToken cancellation) =>
        compilation.Options.OutputKind is OutputKind.ConsoleApplication or OutputKind.WindowsApplication
        && !compilation.ReferencedAssemblyNames.Any(name => Serves(name.Name))
        && !compilation.SyntaxTrees.Where(tree => !tree.FilePath.EndsWith(".g.cs", StringComparison.Ordinal)).Any(tree => Serves(tree.GetRoot(cancellation)));

    private static bool Serves(string name) =>
        name.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal) || name.StartsWith("Microsoft.Extensions.Hosting", StringComparison.Ordinal);

    private static bool Serves(SyntaxNode root) =>
        root is CompilationUnitSyntax unit && unit.Usings.Any(directive => directive.Name is { } name && Serves(name.ToString()))
        || root.DescendantNodes(n => n is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax or TypeDeclarationSyntax or BaseListSyntax)
            .OfType<BaseTypeSyntax>().Any(type => SourceIndex.NameOf(type.Type) is "BackgroundService" or "IHostedService" or "ControllerBase" or "Controller");
}
