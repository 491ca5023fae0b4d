using System.Runtime.CompilerServices;

namespace Acceptance;

public sealed class StartTests
{
    [Theory]
    [InlineData("Quotes:BasePriceCents", "")]
    [InlineData("Quotes:BasePriceCents", "-1")]
    [InlineData("Quotes:BasePriceCents", "100001")]
    [InlineData("Quotes:BasePriceCents", "cheap")]
    [InlineData("Quotes:BasePriceCents", "4.90")]
    [InlineData("Quotes:Currency", "")]
    [InlineData("Quotes:Currency", "eur")]
    [InlineData("Quotes:Currency", "GBP")]
    [InlineData("Quotes:MinWeightGrams", "0")]
    [InlineData("Quotes:MaxWeightGrams", "50001")]
    [InlineData("Quotes:ValidFor", "30")]
    [InlineData("Quotes:ValidFor", "00:00:59")]
    [InlineData("Quotes:ValidFor", "1.00:00:01")]
    [InlineData("Quotes:ValidFor", "soon")]
    [InlineData("Quotes:Surcharges:europe", "501")]
    [InlineData("Quotes:Surcharges:europe", "-1")]
    [InlineData("Quotes:Surcharges:europe", "much")]
    [InlineData("Quotes:BasePriceCent", "490")]
    [InlineData("Features:Express:Percent", "101")]
    [InlineData("Features:Express:Percent", "half")]
    [InlineData("Features:Express:Enabled", "1")]
    [InlineData("Features:Express:Enabled", "yes")]
    [InlineData("Features:Expres:Enabled", "true")]
    [InlineData("Access:Keys:0:Id", "")]
    [InlineData("Access:Keys:0:Value", "")]
    public void A_wrong_setting_refuses_the_start(string key, string value)
    {
        var refusal = Office.Refusal((key, value));
        Assert.NotNull(refusal);
        Assert.Contains(key.StartsWith("Access") || key.EndsWith("europe") ? key : key.Split(':')[^1], refusal);
    }

    [Theory]
    [InlineData("short-key")]
    [InlineData("changeme-changeme-changeme")]
    [InlineData("ChangeMe-please-0123456789")]
    [InlineData(Office.First)]
    public void A_weak_key_refuses_the_start_without_being_told(string value)
    {
        var refusal = Office.Refusal(("Access:Keys:1:Id", "two"), ("Access:Keys:1:Value", value));
        Assert.NotNull(refusal);
        Assert.Contains("Access:Keys:1:Value", refusal);
        Assert.DoesNotContain(value, refusal);
    }

    [Fact]
    public void An_id_is_there_once() =>
        Assert.Contains("Access:Keys:1:Id", Office.Refusal(("Access:Keys:1:Id", "one"), ("Access:Keys:1:Value", Office.Second)));

    [Fact]
    public void A_key_that_is_too_long_is_refused() =>
        Assert.Contains("Access:Keys:0:Value", Office.Refusal(("Access:Keys:0:Value", new string('k', 201))));

    [Fact]
    public void The_old_key_has_the_same_rules()
    {
        var refusal = Office.Refusal(("ApiKey", "too-short-a-key"));
        Assert.NotNull(refusal);
        Assert.Contains("ApiKey", refusal);
        Assert.DoesNotContain("too-short-a-key", refusal);
    }

    [Fact]
    public void The_smallest_weight_is_not_above_the_greatest()
    {
        Assert.Contains("MinWeightGrams", Office.Refusal(("Quotes:MinWeightGrams", "501"), ("Quotes:MaxWeightGrams", "500")));
        Assert.Null(Office.Refusal(("Quotes:MinWeightGrams", "500"), ("Quotes:MaxWeightGrams", "500")));
    }

    [Fact]
    public void All_wrong_settings_are_named_at_once()
    {
        var refusal = Office.Refusal(("Quotes:BasePriceCents", "-1"), ("Quotes:Currency", "GBP"), ("Features:Express:Percent", "101"), ("Access:Keys:0:Value", "short"));
        Assert.NotNull(refusal);
        Assert.All(new[] { "Quotes:BasePriceCents", "Quotes:Currency", "Features:Express:Percent", "Access:Keys:0:Value" }, key => Assert.Contains(key, refusal));
    }

    [Fact]
    public void Good_settings_start() =>
        Assert.Null(Office.Refusal(("Quotes:ValidFor", "1.00:00:00"), ("Quotes:BasePriceCents", "0"), ("Features:Express:Percent", "100"), ("Features:Express:Enabled", "true"), ("Access:Keys:1:Id", "two"), ("Access:Keys:1:Value", Office.Second)));

    [Fact]
    public void No_key_is_in_the_repository()
    {
        var root = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Here())!, ".."));
        var files = Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories)
            .Where(file => Path.GetExtension(file) is ".json" or ".cs" or ".md" or ".slnx" or ".csproj" && !file.Split('/').Any(part => part is "bin" or "obj" or "acceptance" or ".git"));
        Assert.DoesNotContain(files, file => File.ReadAllText(file) is var text && (text.Contains("ck_live_8d1f0c7e") || text.Contains("\"dev-key\"")));
    }

    [Fact]
    public void The_readme_lists_the_variables()
    {
        var text = File.ReadAllText(Path.Combine(Path.GetDirectoryName(Here())!, "..", "README.md"));
        Assert.All(
            new[] { "Quotes__BasePriceCents", "Quotes__Currency", "Quotes__MinWeightGrams", "Quotes__MaxWeightGrams", "Quotes__ValidFor", "Quotes__Surcharges__", "Access__Keys__0__Id", "Access__Keys__0__Value", "ApiKey", "Features__Express__Enabled", "Features__Express__Percent", "Features__Express__Customers__0" },
            name => Assert.Contains(name, text));
    }

    private static string Here([CallerFilePath] string file = "") => file;
}
