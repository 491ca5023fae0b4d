using Backsmith.Memory;
using Shouldly;
using Xunit;

namespace Backsmith.Core.Tests.Memory;

public sealed class MemoryTextTests
{
    [Theory]
    [InlineData("The database password is hunter2")]
    [InlineData("password: Kx7!plum")]
    [InlineData("Password=Kx7plum9;")]
    [InlineData("Use `pwd = \"swordfish\"` on staging")]
    [InlineData("PIN: 4711")]
    [InlineData("api-key is now 9f8e7d6c5b")]
    [InlineData("first line\nServer=db;User Id=sa;Password=Kx7plum")]
    [InlineData("postgres://app:Kx7plum@db.example.org/shop")]
    [InlineData("AKIAIOSFODNN7EXAMPLE works")]
    [InlineData("key sk-ant-api03-Zm9vYmFyYmF6cXV4MTIzNDU2")]
    [InlineData("ghp_0123456789abcdefghijABCDEFGHIJ012345")]
    [InlineData("Authorization: Bearer abcdefgh12345678")]
    [InlineData("eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U")]
    [InlineData("-----BEGIN PRIVATE KEY-----\nMIIEvQ\n-----END PRIVATE KEY-----")]
    [InlineData("the value is tG7kP2xQ9mZ4vB8nL1cW5yR3hD6s")]
    public void A_secret_is_refused_and_not_repeated(string text)
    {
        var (entry, refusal) = MemoryText.Of(new NewMemory(text));

        entry.ShouldBeNull();
        refusal.ShouldNotBeNull().ShouldContain("secret");
        foreach (var word in text.Split([' ', '\n', '=', ':', ';', '"'], StringSplitOptions.RemoveEmptyEntries).Where(word => word.Any(char.IsDigit)))
        {
            refusal!.ShouldNotContain(word);
        }
    }

    [Theory]
    [InlineData("Access tokens live 15 minutes; the refresh token is rotated on each use")]
    [InlineData("The password is hashed with Argon2id, 64 MB, 3 passes")]
    [InlineData("The API key is read from STRIPE_API_KEY, never from appsettings")]
    [InlineData("The token is refreshed every 50 minutes")]
    [InlineData("Secrets are kept in Azure Key Vault: entry orders-db")]
    [InlineData("password: <from the vault>")]
    [InlineData("Connection string: ${ORDERS_DB}")]
    [InlineData("OrdersControllerIntegrationTestsWithSqlite needs Docker")]
    [InlineData("See https://learn.microsoft.com/aspnet/core/performance/caching/hybrid?view=aspnetcore-10.0")]
    [InlineData("Commit 3f2a9c01d4e5f6a7b8c9d0e1f2a3b4c5d6e7f809 broke it")]
    [InlineData("CorrelationId 6f9619ff-8b86-d011-b42d-00c04fc964ff is the null one")]
    [InlineData("src/Orders/Features/PlaceOrder/PlaceOrderHandler2Tests.cs line 120")]
    [InlineData("Der Zins wird täglich berechnet; 銀行の休日 counts as no day")]
    public void What_only_speaks_of_secrets_is_kept(string text) => MemoryText.Of(new NewMemory(text)).Refusal.ShouldBeNull();

    [Fact]
    public void A_secret_that_stands_in_title_and_text_together_is_refused() =>
        MemoryText.Of(new NewMemory("Kx7plum9", Title: "Password")).Refusal!.ShouldContain("secret");

    [Theory]
    [InlineData("Third Parties", "third-parties")]
    [InlineData("  ../../etc/passwd ", "etc-passwd")]
    [InlineData("a--b__C", "a-b-c")]
    [InlineData("…", null)]
    [InlineData("", null)]
    public void A_topic_is_a_name_of_a_file(string topic, string? expected) => MemoryText.Topic(topic).ShouldBe(expected);

    [Fact]
    public void The_first_line_is_the_title_unless_there_is_one()
    {
        var entry = MemoryText.Of(new NewMemory("\r\n Stripe sends webhooks twice \r\n\r\nso they are deduplicated\u0007\n", "payments")).Entry!;

        (entry.Topic, entry.Title, entry.Text, entry.Id.Length).ShouldBe(("payments", "Stripe sends webhooks twice", "so they are deduplicated\uFFFD", 8));
        MemoryText.Of(new NewMemory("2026-07", Title: "API version")).Entry!.Line.ShouldBe("API version: 2026-07");
        MemoryText.Of(new NewMemory("Stripe sends   webhooks TWICE!", "payments")).Entry!.Id.ShouldBe(entry.Id);
        MemoryText.Of(new NewMemory("Stripe sends webhooks twice", "other")).Entry!.Id.ShouldNotBe(entry.Id);
    }

    [Fact]
    public void A_long_line_is_kept_whole_below_a_title_of_its_beginning()
    {
        var text = string.Join(' ', Enumerable.Repeat("word", 200));
        var entry = MemoryText.Of(new NewMemory(text)).Entry!;

        entry.Title.ShouldEndWith("word …");
        entry.Text.ShouldBe(text);
        entry.Line.Length.ShouldBeLessThan(210);
    }

    [Theory]
    [InlineData(0, "empty")]
    [InlineData(4001, "4001")]
    public void A_text_has_a_size(int length, string words) => MemoryText.Of(new NewMemory(new string('a', length))).Refusal!.ShouldContain(words);
}
