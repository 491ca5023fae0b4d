using System.Collections.Immutable;
using Backsmith.Analyzers.DataAccess;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Shouldly;
using Xunit;

namespace Backsmith.Analyzers.Tests.DataAccess;

public sealed class QueryPerElementTests
{
    /// <summary>The shapes of Entity Framework that the rule binds to, by their real names.</summary>
    private const string EntityFramework = """
        namespace Microsoft.EntityFrameworkCore
        {
            public class DbContext { }
            public class DbSet<T> : System.Linq.IQueryable<T>
            {
                public System.Type ElementType => typeof(T);
                public System.Linq.Expressions.Expression Expression => null!;
                public System.Linq.IQueryProvider Provider => null!;
                public System.Collections.Generic.IEnumerator<T> GetEnumerator() => null!;
                System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => null!;
            }
            public static class EntityFrameworkQueryableExtensions
            {
                public static System.Threading.Tasks.Task<T?> FirstOrDefaultAsync<T>(this System.Linq.IQueryable<T> q, System.Linq.Expressions.Expression<System.Func<T, bool>> p) => null!;
                public static System.Threading.Tasks.Task<System.Collections.Generic.List<T>> ToListAsync<T>(this System.Linq.IQueryable<T> q) => null!;
            }
        }
        """;

    private static readonly MetadataReference[] Framework = [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(':')
        .Where(p => p.Contains("/shared/", StringComparison.Ordinal)).Select(p => MetadataReference.CreateFromFile(p))];

    [Theory]
    [InlineData("foreach (var line in await db.Lines.ToListAsync()) { var book = await db.Books.FirstOrDefaultAsync(b => b.Id == line.BookId); Use(book); }")]
    [InlineData("foreach (var line in await db.Lines.ToListAsync()) { Use(await FindAsync(line.BookId)); }")]
    public async Task A_query_for_each_element_is_reported(string body) => (await ReportAsync(body)).ShouldHaveSingleItem().Id.ShouldBe("BS0003");

    [Theory]
    [InlineData("var books = await db.Books.Where(b => b.Id > 3).ToListAsync(); foreach (var book in books) { Use(book); }")]
    [InlineData("var lines = await db.Lines.ToListAsync(); var byId = (await db.Books.ToListAsync()).ToDictionary(b => b.Id); foreach (var line in lines) { Use(byId[line.BookId]); }")]
    [InlineData("var lines = await db.Lines.ToListAsync(); var books = new List<Book>(); foreach (var line in lines) { Use(books.FirstOrDefault(b => b.Id == line.BookId)); }")]
    [InlineData("foreach (var line in await db.Lines.ToListAsync()) { Use(new Book { Id = line.BookId }); }")]
    public async Task One_query_before_the_loop_and_look_ups_in_memory_are_silent(string body) => (await ReportAsync(body)).ShouldBeEmpty();

    [Fact]
    public async Task Code_that_does_not_compile_is_no_reason_to_fail() =>
        (await ReportAsync("foreach (var line in await db.Missing.ToListAsync() { await db.")).ShouldNotContain(diagnostic => diagnostic.Id == "AD0001");

    private static async Task<ImmutableArray<Diagnostic>> ReportAsync(string body)
    {
        var code = $$"""
            using System.Collections.Generic; using System.Linq; using System.Threading.Tasks; using Microsoft.EntityFrameworkCore;
            public class Book { public int Id { get; set; } }
            public class Line { public int BookId { get; set; } }
            public class Shop : DbContext { public DbSet<Book> Books { get; set; } = null!; public DbSet<Line> Lines { get; set; } = null!; }
            public class Orders(Shop db)
            {
                public async Task RunAsync() { {{body}} await Task.CompletedTask; }
                private Task<Book?> FindAsync(int id) => db.Books.FirstOrDefaultAsync(b => b.Id == id);
                private void Use(object? book) { }
            }
            """;
        var compilation = CSharpCompilation.Create(
            "orders", [CSharpSyntaxTree.ParseText(code), CSharpSyntaxTree.ParseText(EntityFramework)], Framework,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        return await compilation.WithAnalyzers([new QueryPerElementAnalyzer()]).GetAnalyzerDiagnosticsAsync();
    }
}
