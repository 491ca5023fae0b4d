using System.Text;
using Backsmith.Core.Tests;
using Shouldly;
using Xunit;

namespace Backsmith.Cli.Tests.Surface;

/// <summary>What people and scripts rely on: changing it means changing the verified files.</summary>
public sealed class SurfaceTests(Product product) : IClassFixture<Product>
{
    private const string Files = "tests/Backsmith.Cli.Tests/Surface";

    [Fact]
    public async Task Help_of_every_command()
    {
        var all = new StringBuilder();
        foreach (var command in new[] { "", "review", "verify", "solve", "apply", "tasks", "tasks show", "tasks resume", "tasks answer", "tasks requeue", "tasks cancel", "status", "skills", "skills list", "skills show", "skills lint", "skills exam", "memory", "memory list", "memory show", "memory remember", "memory forget", "mcp", "doctor" })
        {
            var (exit, output, errors) = await product.RunAsync(command + " --help");
            exit.ShouldBe(0);
            errors.ShouldBeEmpty();
            all.Append("$ backsmith ").Append(command).Append(command.Length > 0 ? " " : "").Append("--help\n").Append(Trimmed(output)).Append('\n');
        }

        Verified.Matches($"{Files}/help.verified.txt", all.ToString());
    }

    [Fact]
    public async Task Errors_name_the_thing_and_the_way_out()
    {
        (string Arguments, string? Input)[] cases =
        [
            ("", null), ("reviw", null), ("review --sverity note", null), ("review --nofix", null), ("review --severity high", null), ("review --format xml", null), ("review nowhere", null), ("review .", null),
            ("verify nowhere.patch", null), ("verify ..", null), ("verify -", "this is no diff\n"), ("verify - --claim better", null), ("verify --proof nowhere.jsonl", null), ("verify --proof ../empty.jsonl", null), ("verify --proof ../empty.jsonl --key ../empty.jsonl", null),
            ("apply", null), ("apply 1999", null), ("apply 1999 --force", null), ("tasks", null), ("tasks 1999", null), ("tasks show 7", null), ("tasks show seven", null), ("tasks resume", null), ("tasks requeue 7", null), ("tasks cancel 7", null), ("status", null),
            ("skills", null), ("skills show nothing", null), ("skills show backend-testing gone.md", null), ("skills list --repo nowhere", null), ("skills lint nowhere", null), ("skills lint --all", null),
            ("memory", null), ("memory show nothing", null), ("memory remember", null), ("memory remember password:Kx7plum1", null), ("memory remember fact --topic …", null), ("memory list --user --repo .", null), ("memory list --repo nowhere", null), ("memory forget 1999", null),
        ];
        await File.WriteAllTextAsync(Path.Combine(product.Scratch, "empty.jsonl"), "{}\n");
        var all = new StringBuilder();
        foreach (var (arguments, input) in cases)
        {
            var (exit, output, errors) = await product.RunAsync(arguments, input);
            errors.ShouldNotContain("   at ");
            all.Append("$ backsmith ").Append(arguments).Append('\n').Append(Trimmed(arguments.Length == 0 ? "" : output)).Append(Trimmed(errors)).Append("exit code ").Append(exit).Append("\n\n");
        }

        Verified.Matches($"{Files}/errors.verified.txt", all.ToString());
    }

    [Fact]
    public async Task Only_the_version_is_printed_when_it_is_asked_for()
    {
        var (exit, output, errors) = await product.RunAsync("--version");

        exit.ShouldBe(0);
        output.ShouldMatch(@"^\d+\.\d+\.\d+\n$");
        errors.ShouldBeEmpty();
    }

    private static string Trimmed(string text) => string.Concat(text.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n').Select(line => line.TrimEnd() + "\n")) is var lines && lines == "\n" ? "" : lines;
}
