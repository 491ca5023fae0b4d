using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Shouldly;
using Xunit;

namespace Backsmith.Architecture.Tests;

/// <summary>House rules that syntax alone can tell.</summary>
[Collection(SourceTreeCollection.Name)]
public sealed class HouseRuleTests(SourceTree tree)
{
    private static readonly string[] EmptyNames = ["Manager", "Helper", "Helpers", "Util", "Utils", "Utilities", "Common", "Processor", "Wrapper", "Impl", "Service"];

    /// <summary>Where a process must not end whatever happens; see CONTRIBUTING.md.</summary>
    private static readonly string[] Edges = ["src/Backsmith.Core/WorkTasks/TaskAttempts.cs", "src/Backsmith.Cli/CommandLine.cs"];

    [Fact]
    public void Classes_are_sealed_unless_something_inherits_them()
    {
        var bases = tree.Files.SelectMany(file => file.All<BaseTypeSyntax>()).Select(type => NameOf(type.Type)).ToHashSet();
        var types = tree.Files.SelectMany(file => file.All<TypeDeclarationSyntax>().Select(type => (file, type))).Where(entry => entry.type.Kind() is SyntaxKind.ClassDeclaration or SyntaxKind.RecordDeclaration).ToList();
        // Of a partial type one part says it.
        var closed = types.Where(entry => entry.type.Modifiers.Any(modifier => modifier.Kind() is SyntaxKind.SealedKeyword or SyntaxKind.StaticKeyword or SyntaxKind.AbstractKeyword)).Select(entry => entry.type.Identifier.Text).ToHashSet();
        var open =
            from entry in types
            let type = entry.type
            let file = entry.file
            where !closed.Contains(type.Identifier.Text) && !bases.Contains(type.Identifier.Text)
            select $"{file.At(type)} {type.Identifier.Text}";

        open.ShouldBeEmpty();
    }

    [Fact]
    public void Names_say_what_a_type_is()
    {
        var vague =
            from file in tree.Product
            from type in file.All<BaseTypeDeclarationSyntax>()
            where EmptyNames.Any(ending => type.Identifier.Text.EndsWith(ending, StringComparison.Ordinal))
            select $"{file.At(type)} {type.Identifier.Text}";

        vague.ShouldBeEmpty();
    }

    [Fact]
    public void Time_comes_from_a_provider_and_nobody_sleeps()
    {
        string[] clocks = ["DateTime.Now", "DateTime.UtcNow", "DateTime.Today", "DateTimeOffset.Now", "DateTimeOffset.UtcNow", "Thread.Sleep", "Environment.TickCount", "Environment.TickCount64", "Stopwatch.StartNew"];
        var read =
            from file in tree.Product
            from access in file.All<MemberAccessExpressionSyntax>()
            where clocks.Contains(access.ToString()) || clocks.Any(clock => access.ToString().EndsWith("." + clock, StringComparison.Ordinal))
            select $"{file.At(access)} {access}";

        read.ShouldBeEmpty();
    }

    [Fact]
    public void Exceptions_are_caught_by_type_except_at_the_edges()
    {
        var caught =
            from file in tree.Files
            where !Edges.Contains(file.Path)
            from clause in file.All<CatchClauseSyntax>()
            where clause.Filter is null && (clause.Declaration is null || NameOf(clause.Declaration.Type) is "Exception" or "SystemException")
            where clause.Block.Statements.LastOrDefault() is not ThrowStatementSyntax { Expression: null }
            select file.At(clause);

        caught.ShouldBeEmpty();
        Edges.ShouldAllBe(edge => tree.Files.Any(file => file.Path == edge));
    }

    [Fact]
    public void Nothing_static_can_change()
    {
        var fields =
            from file in tree.Product
            from field in file.All<FieldDeclarationSyntax>()
            where field.Modifiers.Any(SyntaxKind.StaticKeyword) && !field.Modifiers.Any(SyntaxKind.ReadOnlyKeyword)
            select $"{file.At(field)} {field.Declaration}";
        var properties =
            from file in tree.Product
            from property in file.All<PropertyDeclarationSyntax>()
            where property.Modifiers.Any(SyntaxKind.StaticKeyword)
            where property.AccessorList?.Accessors.Any(accessor => accessor.Kind() is SyntaxKind.SetAccessorDeclaration or SyntaxKind.InitAccessorDeclaration) == true
            select $"{file.At(property)} {property.Identifier}";

        fields.Concat(properties).ShouldBeEmpty();
    }

    [Fact]
    public void Namespaces_span_their_file() =>
        tree.Files.SelectMany(file => file.All<NamespaceDeclarationSyntax>().Select(file.At)).ShouldBeEmpty();

    [Fact]
    public void Outside_of_Core_an_interface_has_more_than_one_implementation()
    {
        var implemented = tree.Product.SelectMany(file => file.All<BaseTypeSyntax>()).Select(type => NameOf(type.Type)).GroupBy(name => name).ToDictionary(group => group.Key, group => group.Count());
        var alone =
            from file in tree.Product
            where !file.Path.StartsWith("src/Backsmith.Core/", StringComparison.Ordinal)
            from type in file.All<InterfaceDeclarationSyntax>()
            where implemented.GetValueOrDefault(type.Identifier.Text) < 2
            select $"{file.At(type)} {type.Identifier.Text}";

        alone.ShouldBeEmpty();
    }

    [Fact]
    public void Nothing_is_left_for_later()
    {
        string[] notes = ["TO" + "DO", "FIX" + "ME"];
        var later =
            from path in SourceTree.Paths("src", ".cs", ".sh", ".md", ".sql", ".json").Concat(SourceTree.Paths("tests", ".cs")).Concat(SourceTree.Paths("docs", ".md"))
            let text = File.ReadAllText(Path.Combine(SourceTree.Root, path))
            from note in notes
            where text.Contains(note, StringComparison.Ordinal)
            select $"{path}: {note}";
        var missing =
            from file in tree.Files
            from creation in file.All<ObjectCreationExpressionSyntax>()
            where NameOf(creation.Type) == "NotImplemented" + "Exception"
            select file.At(creation);

        later.Concat(missing).ShouldBeEmpty();
    }

    private static string NameOf(TypeSyntax type) => type switch
    {
        QualifiedNameSyntax qualified => NameOf(qualified.Right),
        SimpleNameSyntax simple => simple.Identifier.Text,
        _ => type.ToString(),
    };
}
