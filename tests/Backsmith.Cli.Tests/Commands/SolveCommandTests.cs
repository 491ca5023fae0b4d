using Backsmith.Cli.Commands;
using Shouldly;
using Xunit;

namespace Backsmith.Cli.Tests.Commands;

public sealed class SolveCommandTests
{
    [Fact]
    public void A_command_of_exec_keeps_its_commas()
    {
        var (names, problem) = SolveCommand.Models("anthropic/a, exec:agent --print a,b");

        problem.ShouldBeNull();
        names.ShouldBe(["anthropic/a", "exec:agent --print a,b"]);
    }

    [Theory]
    [InlineData("anthropic/a,,openai/b", "'' does not name a model. ")]
    [InlineData("anthropic/a,nobody", "'nobody' does not name a model. Write the provider and its model: anthropic/claude-…, ")]
    public void What_is_no_model_in_a_list_is_named(string list, string problem) =>
        SolveCommand.Problem("do it", SolveCommand.Models(list), null, null).ShouldNotBeNull().ShouldStartWith(problem);

    [Theory]
    [InlineData(" ")]
    [InlineData("")]
    public void Blanks_name_no_model(string list) => SolveCommand.Problem("do it", SolveCommand.Models(list), null, null).ShouldNotBeNull().ShouldStartWith("Name a model: ");
}
