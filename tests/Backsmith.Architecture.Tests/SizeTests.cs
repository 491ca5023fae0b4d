using Microsoft.CodeAnalysis.CSharp.Syntax;
using Shouldly;
using Xunit;

namespace Backsmith.Architecture.Tests;

/// <summary>Files and methods stay small enough to be read at once.</summary>
[Collection(SourceTreeCollection.Name)]
public sealed class SizeTests(SourceTree tree)
{
    [Fact]
    public void No_file_is_longer_than_400_lines_and_nine_of_ten_are_below_200()
    {
        var files = tree.Files.Select(file => (Lines: file.Text.Count(letter => letter == '\n'), file.Path)).OrderBy(file => file.Lines).ToList();

        files.Where(file => file.Lines > 400).ShouldBeEmpty();
        files[files.Count * 9 / 10].Lines.ShouldBeLessThan(200);
    }

    [Fact]
    public void No_method_is_longer_than_60_lines_and_nine_of_ten_have_20_at_most()
    {
        var methods =
            (from file in tree.Product
             from method in file.All<BaseMethodDeclarationSyntax>()
             let span = method.GetLocation().GetLineSpan()
             let lines = span.EndLinePosition.Line - span.StartLinePosition.Line + 1
             orderby lines
             select (Lines: lines, At: file.At(method))).ToList();

        methods.Where(method => method.Lines > 60).ShouldBeEmpty();
        methods[methods.Count * 9 / 10].Lines.ShouldBeLessThanOrEqualTo(20);
    }
}
