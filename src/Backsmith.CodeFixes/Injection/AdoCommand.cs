using System.Linq;
using Backsmith.Analyzers.DataFlow;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Backsmith.CodeFixes.Injection;

/// <summary>The ADO.NET command that a text is given to: how the code names it, and behind which statement parameters can be added.</summary>
internal sealed class AdoCommand(string name, ITypeSymbol? type, string typeName, StatementSyntax after, bool isInside)
{
    /// <summary>C# that gives the command.</summary>
    internal string Name { get; } = name;

    internal ITypeSymbol? Type { get; } = type;

    internal string TypeName { get; } = typeName;

    /// <summary>The statement behind which the command has its text; a block when the command is declared by the using statement around it.</summary>
    internal StatementSyntax After { get; } = after;

    /// <summary>Whether the parameters go to the beginning of the block <see cref="After"/>.</summary>
    internal bool IsInside { get; } = isInside;

    internal static AdoCommand? Of(ExpressionSyntax text, SemanticModel model) => text.Parent switch
    {
        AssignmentExpressionSyntax { Left: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "CommandText", Expression: IdentifierNameSyntax or MemberAccessExpressionSyntax } target, Parent: ExpressionStatementSyntax { Parent: BlockSyntax or SwitchSectionSyntax or GlobalStatementSyntax } statement } assignment
            when assignment.Right == text => new AdoCommand(target.Expression.ToString(), Resolved(model.GetTypeInfo(target.Expression).Type), model.GetTypeInfo(target.Expression).Type?.Name ?? "", statement, false),
        AssignmentExpressionSyntax { Left: IdentifierNameSyntax { Identifier.ValueText: "CommandText" }, Parent: InitializerExpressionSyntax { Parent: BaseObjectCreationExpressionSyntax creation } } => Made(creation, model),
        ArgumentSyntax { Parent: ArgumentListSyntax { Parent: BaseObjectCreationExpressionSyntax creation } } => Made(creation, model),
        _ => null,
    };

    private static ITypeSymbol? Resolved(ITypeSymbol? type) => type?.TypeKind == TypeKind.Error ? null : type;

    private static AdoCommand? Made(BaseObjectCreationExpressionSyntax creation, SemanticModel model)
    {
        var type = model.GetTypeInfo(creation).Type;
        var named = creation is ObjectCreationExpressionSyntax written ? SourceIndex.NameOf(written.Type) : type?.Name ?? "";
        var isAdapter = named.EndsWith("DataAdapter", System.StringComparison.Ordinal);
        if (!isAdapter && !named.EndsWith("Command", System.StringComparison.Ordinal))
            return null;
        if (isAdapter)
            type = (Resolved(type) as INamedTypeSymbol)?.GetMembers("SelectCommand").OfType<IPropertySymbol>().FirstOrDefault()?.Type;
        named = isAdapter ? named.Substring(0, named.Length - "DataAdapter".Length) + "Command" : named;
        AdoCommand As(string name, StatementSyntax after, bool inside) => new(isAdapter ? name + ".SelectCommand" : name, Resolved(type), named, after, inside);
        return creation.Parent switch
        {
            EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax { Variables.Count: 1 } declaration } variable } => declaration.Parent switch
            {
                LocalDeclarationStatementSyntax { Parent: BlockSyntax or SwitchSectionSyntax or GlobalStatementSyntax } statement => As(variable.Identifier.ValueText, statement, false),
                UsingStatementSyntax use when Inner(use) is { } block => As(variable.Identifier.ValueText, block, true),
                _ => null,
            },
            AssignmentExpressionSyntax { Left: IdentifierNameSyntax or MemberAccessExpressionSyntax, Parent: ExpressionStatementSyntax { Parent: BlockSyntax or SwitchSectionSyntax or GlobalStatementSyntax } statement } assignment
                when assignment.Right == creation => As(assignment.Left.ToString(), statement, false),
            _ => null,
        };
    }

    private static BlockSyntax? Inner(UsingStatementSyntax use)
    {
        var statement = use.Statement;
        while (statement is UsingStatementSyntax inner)
            statement = inner.Statement;
        return statement as BlockSyntax;
    }
}
