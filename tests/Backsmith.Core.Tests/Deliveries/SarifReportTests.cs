using System.Text.Json.Nodes;
using Backsmith.Deliveries;
using Shouldly;
using Xunit;

namespace Backsmith.Core.Tests.Deliveries;

public sealed class SarifReportTests
{
    [Fact]
    public void Holds_to_the_profile()
    {
        var profile = JsonSchema.Read("docs/sarif-profile.schema.json");

        profile.Validate(Base(SampleDelivery.Repaired())).ShouldBeEmpty();
        profile.Validate(SarifReport.OfPatched(SampleDelivery.Repaired(), SampleDelivery.Repaired().Proof!.Evidence.After!.Review!, "0.1.0")).ShouldBeEmpty();
        profile.Validate(Base(SampleDelivery.Reported(SampleDelivery.Base([], [SampleDelivery.Project("src/A.csproj", false, 1, "Gone")])))).ShouldBeEmpty();
        profile.Validate(Base(Odd())).ShouldBeEmpty();
    }

    [SarifMultitoolFact]
    public void Microsofts_validator_has_no_error_and_no_warning()
    {
        foreach (var delivery in new[] { SampleDelivery.Repaired(), SampleDelivery.Reported(), Odd() })
        {
            var file = Path.Combine(Directory.CreateTempSubdirectory("backsmith-sarif-").FullName, "findings.sarif");
            File.WriteAllText(file, Base(delivery));

            var output = SarifMultitool.Validate(file);

            output.ShouldContain("Analysis completed successfully.");
            output.ShouldNotContain(": error ");
            output.ShouldNotContain(": warning ");
        }
    }

    [SarifMultitoolFact]
    public void Microsofts_validator_sees_a_file_that_breaks_the_schema()
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("backsmith-sarif-").FullName, "findings.sarif");
        File.WriteAllText(file, Base(SampleDelivery.Repaired()).Replace("\"driver\"", "\"pilot\"", StringComparison.Ordinal));

        SarifMultitool.Validate(file).ShouldContain(": error ");
    }

    [Fact]
    public void A_rule_carries_its_page_its_reasons_its_category_and_how_sure_it_was()
    {
        var rule = Run(SampleDelivery.Repaired())["tool"]!["driver"]!["rules"]![0]!;

        rule["name"]!.GetValue<string>().ShouldBe("SQLBuiltFromAValueThatComesFromOutside");
        rule["fullDescription"]!["text"]!.GetValue<string>().ShouldBe("Whoever sends the value changes the statement (CWE-89).");
        rule["helpUri"]!.GetValue<string>().ShouldBe("urn:backsmith:rule:BS0001");
        rule["properties"]!.ToJsonString().ShouldBe("""{"category":"injection","precision":"medium","tags":["injection","external/cwe/cwe-89"]}""");
    }

    [Fact]
    public void A_flow_becomes_a_code_flow_with_every_step_in_order()
    {
        var steps = Result(SampleDelivery.Repaired(), "BS0006")["codeFlows"]![0]!["threadFlows"]![0]!["locations"]!.AsArray();

        steps.Select(step => step!["location"]!["message"]!["text"]!.GetValue<string>()).ShouldBe(["'password' is a secret", "written to the log"]);
        steps.Select(step => step!["location"]!["physicalLocation"]!["region"]!["startLine"]!.GetValue<int>()).ShouldBe([8, 11]);
    }

    [Fact]
    public void A_proven_fix_is_written_as_the_lines_it_replaces()
    {
        var fix = Result(SampleDelivery.Repaired(), "BS0006")["fixes"]![0]!;

        fix["description"]!["text"]!.GetValue<string>().ShouldBe("Leave the value out of the log");
        var replacement = fix["artifactChanges"]![0]!["replacements"]!.AsArray().Single()!;
        replacement["deletedRegion"]!.ToJsonString().ShouldBe("""{"startLine":11,"startColumn":1,"endLine":12,"endColumn":1}""");
        replacement["insertedContent"]!["text"]!.GetValue<string>().ShouldBe("        logger.LogInformation(\"Sign-in of {User}\", user);\n");
    }

    [Fact]
    public void A_finding_that_stands_or_whose_fix_was_refuted_offers_none()
    {
        var delivery = SampleDelivery.Repaired();

        Result(delivery, "BS0001")["fixes"].ShouldBeNull();
        Result(delivery with { Repairs = [.. delivery.Repairs.Select(repair => repair with { State = RepairState.Refuted })] }, "BS0006")["fixes"].ShouldBeNull();
    }

    [Fact]
    public void A_fix_whose_lines_hold_a_secret_is_left_out() =>
        Result(SampleDelivery.Repaired() with { Secrets = ["Sign-in of {User}"] }, "BS0006")["fixes"].ShouldBeNull();

    [Fact]
    public void A_suppressed_finding_is_there_and_says_so() =>
        Result(SampleDelivery.Repaired(), "CA2200")["suppressions"]!.ToJsonString().ShouldBe("""[{"kind":"inSource"}]""");

    [Fact]
    public void The_fingerprint_is_that_of_the_finding_and_no_baseline_is_claimed()
    {
        var result = Result(SampleDelivery.Repaired(), "BS0001");

        result["partialFingerprints"]!["backsmith/v1"]!.GetValue<string>().ShouldBe(SampleDelivery.Injected.Fingerprint);
        result["baselineState"].ShouldBeNull();
    }

    [Fact]
    public void Paths_are_encoded_and_messages_are_kept() =>
        Result(Odd(), "BS0006")["locations"]![0]!["physicalLocation"]!["artifactLocation"]!["uri"]!.GetValue<string>().ShouldBe("src/Sh%20op/%23%C3%BC%3F.cs");

    private static Delivery Odd()
    {
        var finding = SampleDelivery.Logged with { Location = SampleDelivery.Logged.Location with { Path = "src/Sh op/#ü?.cs" }, Message = "a \"quoted\" {0} [link](javascript:x) message.", Symbol = null };
        return SampleDelivery.Reported(SampleDelivery.Base([finding]));
    }

    private static string Base(Delivery delivery) => SarifReport.OfBase(delivery, "0.1.0");

    private static JsonNode Run(Delivery delivery) => JsonNode.Parse(Base(delivery))!["runs"]![0]!;

    private static JsonNode Result(Delivery delivery, string rule) => Run(delivery)["results"]!.AsArray().Single(result => result!["ruleId"]!.GetValue<string>() == rule)!;
}
