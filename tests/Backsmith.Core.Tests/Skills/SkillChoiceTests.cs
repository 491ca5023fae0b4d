using Backsmith.Skills;
using Backsmith.Skills.Choice;
using Shouldly;
using Xunit;

namespace Backsmith.Core.Tests.Skills;

/// <summary>The table and the skills that ship, asked with tasks as people write them.</summary>
public sealed class SkillChoiceTests
{
    private const string Api = "api-endpoint-implementation", Business = "business-logic-implementation", Database = "database-integration", Auth = "authentication-authorization",
        Third = "third-party-integration", Jobs = "background-job-processing", Architecture = "backend-architecture-design", Config = "backend-config-management", Spec = "backend-feature-spec",
        Cache = "caching-strategies-backend", Review = "code-review-backend", Testing = "backend-testing", Watch = "observability-monitoring", Fast = "performance-optimization-backend", Security = "backend-security";

    private static readonly IReadOnlyList<Skill> Skills = [.. SkillFiles.Names.Select(name => SkillReader.Read(SkillFiles.OfTree(name)).Skill!)];
    private static readonly DecisionTable Table = DecisionTable.Read(File.ReadAllText(Path.Combine(SourceTree.Root, "skills", DecisionTable.FileName))).Table!;

    [Theory]
    [InlineData("Add an endpoint that returns the orders of a customer", Api)]
    [InlineData("POST /orders must answer 400 when the quantity is 0", Api)]
    [InlineData("Describe our REST API with OpenAPI", Api)]
    [InlineData("Customers want to filter and page through the list of products: add paging", Api)]
    [InlineData("add a graphql schema for books", Api)]
    [InlineData("An order over 1000 EUR needs the approval of a manager before it is shipped", Business)]
    [InlineData("Model the states of a rental and refuse wrong transitions", Business)]
    [InlineData("Two people can book the last seat: seats must never be oversold", Business)]
    [InlineData("Orders must not be shipped before they are paid", Business)]
    [InlineData("Let customers see only their own invoices", Auth)]
    [InlineData("Make order cancellation idempotent", Business)]
    [InlineData("Fix the race when two users book the same room", Business)]
    [InlineData("Users report that the totals on invoices are wrong", Business)]
    [InlineData("Introduce optimistic concurrency on Product", Database)]
    [InlineData("Split the query that loads orders with lines and customers", Database)]
    [InlineData("Return ProblemDetails for all errors", Api)]
    [InlineData("Encrypt customers' phone numbers at rest", Security)]
    [InlineData("Add retries to the HTTP client that calls the tax service", Third)]
    [InlineData("Add a background service that lets reservations expire", Jobs)]
    [InlineData("Premium customers get a discount of 10 % on weekends", Business)]
    [InlineData("Write a migration that adds a nullable column Discontinued to Products", Database)]
    [InlineData("Replace the raw ADO.NET code by EF Core", Database)]
    [InlineData("We get deadlocks when two imports run at once", Database)]
    [InlineData("Soft-delete customers instead of removing their rows", Database)]
    [InlineData("Let users log in with e-mail and password and hand out JWTs", Auth)]
    [InlineData("Only admins may delete a product: add rbac", Auth)]
    [InlineData("Signing up twice with one address must not be possible", Auth)]
    [InlineData("Add OAuth2 with Google", Auth)]
    [InlineData("Charge cards through Stripe and handle its webhooks", Third)]
    [InlineData("The carrier's external API hangs for minutes and takes us down", Third)]
    [InlineData("Send a receipt by e-mail after each payment", Jobs)]
    [InlineData("Every night at two the invoices of the day are to be exported", Jobs)]
    [InlineData("Generating the yearly report takes ten minutes and the request times out", Jobs)]
    [InlineData("Process uploads in a queue with five attempts and a dead letter queue", Jobs)]
    [InlineData("Split the monolith: which bounded contexts are there?", Architecture)]
    [InlineData("Write an ADR on event-driven communication between our modules", Architecture)]
    [InlineData("Move the hard-coded URLs to appsettings and validate them at start", Config)]
    [InlineData("Put the new checkout behind a feature flag", Config)]
    [InlineData("Write a specification with acceptance criteria for gift cards", Spec)]
    [InlineData("Break this user story down and estimate it", Spec)]
    [InlineData("Cache the exchange rates for ten minutes", Cache)]
    [InlineData("The cached catalogue is stale after an update", Cache)]
    [InlineData("Review this pull request before we merge it", Review)]
    [InlineData("Our integration tests are flaky, make them deterministic", Testing)]
    [InlineData("Write tests for PriceCalculator", Testing)]
    [InlineData("Add health checks and Prometheus metrics", Watch)]
    [InlineData("Log a correlation id with every line", Watch)]
    [InlineData("GET /catalogue is slow: p95 is 3 seconds", Fast)]
    [InlineData("Optimise the memory use of the importer", Fast)]
    [InlineData("Rate limit the API to 100 calls per 15 minutes", Security)]
    [InlineData("Find and close every SQL injection", Security)]
    [InlineData("Add CSRF protection and security headers", Security)]
    public void A_task_gets_the_skill_it_needs_first(string task, string expected)
    {
        var matches = Choice().For(task);

        matches.ShouldNotBeEmpty();
        matches[0].Skill.Name.ShouldBe(expected, string.Join(" | ", matches.Select(match => $"{match.Skill.Name} {match.Score}: {string.Join(", ", match.Because)}")));
    }

    [Theory]
    [InlineData("Add an endpoint for cancelling orders; only the owner may, and Stripe must refund", new[] { Api, Third })]
    [InlineData("Users sign up with a form; send a welcome e-mail in the background", new[] { Auth, Jobs })]
    [InlineData("The query behind GET /orders is slow, cache its answer", new[] { Api, Database, Cache, Fast })]
    [InlineData("Store refresh tokens in a new table with a migration", new[] { Auth, Database })]
    public void A_task_may_need_several(string task, string[] expected)
    {
        var names = Choice().For(task).Select(match => match.Skill.Name).ToList();

        names.Count.ShouldBeInRange(2, SkillChoice.Most);
        names.ShouldBeSubsetOf(expected);
    }

    [Theory]
    [InlineData("Rename the class Foo to Bar")]
    [InlineData("Fix the typo in the README")]
    [InlineData("Translate the comments to English")]
    [InlineData("Upgrade to .NET 10")]
    [InlineData("Bump the version to 2.1 and update the change log")]
    [InlineData("Write a haiku about autumn")]
    [InlineData("Make the button on the start page green")]
    [InlineData("Use dependency injection instead of new in the whole repository")]
    [InlineData("Format the code of this repository")]
    [InlineData("Migrate from Newtonsoft.Json to System.Text.Json")]
    [InlineData("Leave the rest of the file as it is")]
    [InlineData("")]
    [InlineData("   \n\t ???")]
    public void Where_none_fits_none_is_given(string task) =>
        Choice().For(task).Select(match => $"{match.Skill.Name}: {string.Join(", ", match.Because)}").ShouldBeEmpty();

    [Theory]
    [InlineData("jwt")]
    [InlineData("JWT")]
    [InlineData("Jwts")]
    [InlineData("JWT-based")]
    [InlineData("(jwt)")]
    public void A_word_is_found_whatever_its_case_and_number(string word) => Choice().For($"Add {word} here").ShouldHaveSingleItem().Because.ShouldContain("JWT");

    [Theory]
    [InlineData("cachet")]
    [InlineData("prerequisite")]
    [InlineData("modelling-clay")]
    [InlineData("statement")]
    [InlineData("interest")]
    public void A_word_inside_of_another_is_not_that_word(string word) => Choice().For($"Draw the {word} again").ShouldBeEmpty();

    [Theory]
    [InlineData("/caching-strategies-backend make it faster", Cache)]
    [InlineData("Do it with /backend-security please", Security)]
    [InlineData("(/code-review-backend)", Review)]
    public void A_slash_and_a_name_force_a_skill(string task, string expected)
    {
        var first = Choice().For(task)[0];

        (first.Skill.Name, first.Forced).ShouldBe((expected, true));
    }

    [Theory]
    [InlineData("GET /health answers 500")]
    [InlineData("Look at src/health/a.cs and https://example.org/health")]
    [InlineData("The endpoint /health")]
    [InlineData("/healthy /health/live")]
    public void A_path_forces_nothing(string task) =>
        new SkillChoice([SkillFiles.Skill("health", "Use when medicine is asked for.")], DecisionTable.Empty).For(task).ShouldNotContain(match => match.Forced);

    [Theory]
    [InlineData("Merge these PDFs into one", true)]
    [InlineData("Extract the tables of an invoice in PDF", true)]
    [InlineData("Fill the form", false)]
    [InlineData("Add an endpoint", false)]
    public void A_skill_without_a_row_is_found_by_name_and_description(string task, bool found)
    {
        Skill[] skills = [.. Skills, SkillFiles.Skill("pdf-processing", "Extracts text and tables from PDF files, fills forms, merges documents. Use when PDF documents are to be read or written.")];

        new SkillChoice(skills, Table).For(task).Any(match => match.Skill.Name == "pdf-processing").ShouldBe(found);
    }

    [Fact]
    public void The_answer_says_why_and_never_changes()
    {
        const string Task = "Charge cards through Stripe, verify webhooks with HMAC, retry with backoff, and keep JWT permissions, cached reports and migrations working";
        var first = Choice().For(Task);

        first.Count.ShouldBe(SkillChoice.Most);
        first[0].Because.ShouldContain("Stripe");
        first.Select(match => match.Score).ShouldBe(first.Select(match => match.Score).OrderDescending());
        new SkillChoice([.. Skills.Reverse()], Table).For(Task).Select(match => (match.Skill.Name, match.Score)).ShouldBe(first.Select(match => (match.Skill.Name, match.Score)));
    }

    [Fact]
    public void A_name_in_code_counts_as_a_hint()
    {
        Choice().For("JwtIssuer throws").ShouldBeEmpty();
        Choice().For("JwtIssuer gives every user a token without a role")[0].Skill.Name.ShouldBe(Auth);
    }

    [Fact]
    public void A_user_can_add_words_of_their_own()
    {
        var own = DecisionTable.Read("""{"rows":[{"skill":"caching-strategies-backend","words":["Garnet"]},{"skill":"mine","words":["frobnicate"]}]}""").Table!;

        new SkillChoice(Skills, Table.With(own)).For("Use Garnet")[0].Skill.Name.ShouldBe(Cache);
        Table.With(own).Rows[^1].Skill.ShouldBe("mine");
    }

    [Theory]
    [InlineData("{", "line 1")]
    [InlineData("""{"rows":[{"skill":"a","words":["x"]},{"skill":"a","words":["y"]}]}""", "two rows")]
    [InlineData("""{"rows":[{"skill":"a","words":["…"]}]}""", "holds no word")]
    [InlineData("""{"rows":[{"skill":"a","word":["x"]}]}""", "rows[0]")]
    [InlineData("""{"rows":[null]}""", "null")]
    public void A_table_that_cannot_be_read_says_where(string text, string words) => DecisionTable.Read(text).Problem!.ShouldContain(words);

    [Theory]
    [InlineData("queries", "query")]
    [InlineData("caching", "cache")]
    [InlineData("cached", "caches")]
    [InlineData("migrations", "migration")]
    [InlineData("planned", "plan")]
    [InlineData("logging", "log")]
    [InlineData("retries", "retried")]
    [InlineData("batches", "batch")]
    [InlineData("indexes", "index")]
    [InlineData("scheduling", "schedule")]
    [InlineData("authorizes", "authorized")]
    [InlineData("policies", "policy")]
    public void Inflections_of_a_word_are_one_word(string one, string other) => Leads(one, other).ShouldBeTrue();

    [Theory]
    [InlineData("rest", "restful")]
    [InlineData("state", "status")]
    [InlineData("login", "log")]
    [InlineData("cors", "core")]
    [InlineData("access", "accept")]
    [InlineData("query", "quest")]
    [InlineData("string", "str")]
    [InlineData("sms", "sm")]
    public void Different_words_stay_different(string one, string other) => Leads(one, other).ShouldBeFalse();

    private static SkillChoice Choice() => new(Skills, Table);

    private static bool Leads(string word, string task) =>
        new SkillChoice([SkillFiles.Skill("x", "Use when asked.")], new DecisionTable([new DecisionRow("x", [word])])).For(task).Count == 1;
}
