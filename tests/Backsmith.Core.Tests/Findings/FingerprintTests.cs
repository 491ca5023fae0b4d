using Backsmith.Findings;
using Shouldly;
using Xunit;

namespace Backsmith.Core.Tests.Findings;

public sealed class FingerprintTests
{
    private const string Code = "logger.LogInformation(\"{Password}\", password)";

    [Fact]
    public void Is_the_first_half_of_a_digest_in_lower_case() => Of().ShouldMatch("^[0-9a-f]{32}$");

    [Fact]
    public void Stays_when_code_is_indented_or_broken_differently() =>
        Of(code: "logger.LogInformation(\"{Password}\",\r\n\t\tpassword)  ").ShouldBe(Of());

    [Fact]
    public void Differs_by_rule_symbol_code_and_ordinal()
    {
        string[] all = [Of(), Of(rule: "BS0002"), Of(symbol: "N.T.Other"), Of(code: Code + ";"), Of(ordinal: 1)];

        all.Distinct().Count().ShouldBe(5);
    }

    [Fact]
    public void Does_not_glue_its_parts_together() =>
        Fingerprint.Of("BS0001", "N.T", "M x", 0).ShouldNotBe(Fingerprint.Of("BS0001", "N.TM", "x", 0));

    [Fact]
    public void White_space_between_words_counts() => Of(code: "newT()").ShouldNotBe(Of(code: "new T()"));

    /// <summary>It names the same finding in reports of different versions.</summary>
    [Fact]
    public void Is_the_same_for_ever() => Fingerprint.Of("BS0001", "N.T.M()", "a  b", 2).ShouldBe("a8f66bc044378c06ef3668927a104851");

    private static string Of(string rule = "BS0006", string symbol = "N.T.M(string)", string code = Code, int ordinal = 0) => Fingerprint.Of(rule, symbol, code, ordinal);
}
