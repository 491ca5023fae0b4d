using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Shouldly;
using Xunit;

namespace Backsmith.Analyzers.Tests.Rules;

/// <summary>Rules follow values into projects that the reviewed one refers to; reports stand in the reviewed one alone.</summary>
public sealed class ReferencedProjectTests
{
    private const string Library = """
        namespace Lib;

        public sealed class Refused(string reason) : Exception(reason);

        public sealed record Account(string Name, string Password);

        public static class Clients
        {
            public static IHttpClientBuilder Patient(this IHttpClientBuilder builder) => builder.ConfigureHttpClient(Limit);

            public static void Limit(HttpClient client) => client.Timeout = TimeSpan.FromSeconds(5);

            public static string Detail(Exception exception) => exception.ToString();

            public static byte[] Digest(string text) => System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text));

            public static string Where(string name) => "name = '" + name + "'";

            public static async Task<int> CountAsync() { await Task.Yield(); return 1; }
        }
        """;

    private const string App = """
        using Lib;

        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddHttpClient("a", c => Clients.Limit(c)).Patient();
        builder.Services.AddHttpClient("b").ConfigureHttpClient(Clients.Limit);
        var app = builder.Build();
        app.MapPost("/accounts", (Account account, ILogger<Account> logger, System.Data.Common.DbConnection connection) =>
        {
            try
            {
                logger.LogInformation("{Account}", account.Password);
                using var command = connection.CreateCommand();
                command.CommandText = "select 1 where " + Clients.Where(account.Name);
                return Results.Ok(new { digest = Clients.Digest(account.Password), count = Clients.CountAsync().Result });
            }
            catch (Refused refused)
            {
                return Results.BadRequest(refused.Message);
            }
            catch (Exception exception)
            {
                return Results.Problem(Clients.Detail(exception));
            }
        });
        app.Run();
        """;

    public static TheoryData<string> Rules => [.. RuleCatalog.All.Select(rule => rule.Id)];

    [Theory]
    [MemberData(nameof(Rules))]
    public async Task Code_of_a_referenced_project_is_read_and_not_reported(string rule)
    {
        using var workspace = new AdhocWorkspace();
        var library = CaseCompilation.Project(workspace, Case("Lib", Library));
        workspace.TryApplyChanges(library.Solution).ShouldBeTrue();
        var app = CaseCompilation.Project(workspace, Case("App", App)).AddProjectReference(new ProjectReference(library.Id));

        var reports = await CaseCompilation.ReportAsync(app, RuleCatalog.Find(rule).Analyzers, broken: false);

        reports.Where(report => report.Id == "AD0001").Select(report => report.GetMessage(null)).ShouldBeEmpty();
        reports.ShouldAllBe(report => report.Location.SourceTree!.FilePath == "/app/App.cs");
    }

    [Fact]
    public async Task A_limit_that_a_referenced_project_sets_is_seen()
    {
        using var workspace = new AdhocWorkspace();
        var library = CaseCompilation.Project(workspace, Case("Lib", Library));
        workspace.TryApplyChanges(library.Solution).ShouldBeTrue();
        var app = CaseCompilation.Project(workspace, Case("App", App)).AddProjectReference(new ProjectReference(library.Id));

        (await CaseCompilation.ReportAsync(app, RuleCatalog.Find("BS0009").Analyzers, broken: false)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_value_is_followed_into_a_referenced_project_and_reported_where_it_is_handed_over()
    {
        const string files = """
            namespace Files;

            public interface IFiles { string Read(string name); }

            public sealed class LocalFiles : IFiles { public string Read(string name) => File.ReadAllText(Path.Combine("/srv", name)); }
            """;
        const string app = """
            var app = WebApplication.Create(args);
            app.MapGet("/files", (string name, Files.IFiles files) => files.Read(name));
            app.Run();
            """;
        using var workspace = new AdhocWorkspace();
        var library = CaseCompilation.Project(workspace, Case("Files", files));
        workspace.TryApplyChanges(library.Solution).ShouldBeTrue();
        var project = CaseCompilation.Project(workspace, Case("App", app)).AddProjectReference(new ProjectReference(library.Id));

        var report = (await CaseCompilation.ReportAsync(project, RuleCatalog.Find("BS0030").Analyzers, broken: false)).ShouldHaveSingleItem();
        report.Location.GetLineSpan().ToString().ShouldStartWith("/app/App.cs: (1,");
        report.AdditionalLocations[^1].GetLineSpan().ToString().ShouldStartWith("/app/Files.cs: (4,");
        (await CaseCompilation.ReportAsync(library, RuleCatalog.Find("BS0030").Analyzers, broken: false)).ShouldBeEmpty();
    }

    // The compiler then shows the application the library's types anew ("retargeted"); they are the same types all the same.
    [Fact]
    public async Task Rows_are_followed_through_a_project_that_sees_an_older_version_of_a_package()
    {
        const string store = """
            namespace Store;

            using Microsoft.EntityFrameworkCore;

            public sealed class Ship { public int Id { get; set; } public string Name { get; set; } = ""; }

            public sealed record ShipRow(int Id, Kit.Label Label);

            public sealed class Fleet(DbContextOptions<Fleet> options) : DbContext(options) { public DbSet<Ship> Ships => Set<Ship>(); }

            public interface IShips { Task<IEnumerable<Ship>> AllAsync(); }

            public sealed class Ships(Fleet fleet) : IShips { public async Task<IEnumerable<Ship>> AllAsync() => await fleet.Ships.ToListAsync(); }

            public static class Rows { public static IEnumerable<ShipRow> ToRows(this IEnumerable<Ship> ships) => ships.Select(s => new ShipRow(s.Id, new Kit.Label())); }
            """;
        const string app = """
            using Store;

            var app = WebApplication.Create(args);
            app.MapGet("/ships", async (IShips ships) => (await ships.AllAsync()).ToRows());
            app.Run();
            """;
        using var workspace = new AdhocWorkspace();
        var library = CaseCompilation.Project(workspace, Case("Store", store)).AddMetadataReference(Kit(1));
        workspace.TryApplyChanges(library.Solution).ShouldBeTrue();
        var project = CaseCompilation.Project(workspace, Case("App", app)).AddMetadataReference(Kit(2)).AddProjectReference(new ProjectReference(library.Id));

        (await CaseCompilation.ReportAsync(project, RuleCatalog.Find("BS0004").Analyzers, broken: false)).Count.ShouldBe(1);
    }

    private static MetadataReference Kit(int version)
    {
        using var image = new MemoryStream();
        CSharpCompilation.Create(
            "Kit", [CSharpSyntaxTree.ParseText($"[assembly: System.Reflection.AssemblyVersion(\"{version}.0.0.0\")] namespace Kit {{ public sealed class Label {{ }} }}")],
            [MetadataReference.CreateFromFile(typeof(object).Assembly.Location)], new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary)).Emit(image).Success.ShouldBeTrue();
        return MetadataReference.CreateFromImage(image.ToArray());
    }

    private static RuleCase Case(string assembly, string text) => new("", assembly, [new CaseFile(assembly + ".cs", text, [])], ["assembly " + assembly]);
}
