using System.Text;
using System.Text.Json;
using Backsmith.Agents.Tools;
using Backsmith.Agents.Work;
using Backsmith.Core.Tests;
using Shouldly;
using Xunit;

namespace Backsmith.Agents.Tests.Tools;

/// <summary>What models are told about the tools is a surface: it changes only on purpose.</summary>
public sealed class ToolTextTests
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    [Fact]
    public void The_tools_are_told_as_verified()
    {
        var text = new StringBuilder();
        foreach (var tool in ToolBox.All)
        {
            text.Append("## ").Append(tool.Name).Append("\n\n").Append(tool.Description).Append("\n\n").Append(JsonSerializer.Serialize(tool.Schema, Indented).ReplaceLineEndings("\n")).Append("\n\n");
        }

        Verified.Matches("tests/Backsmith.Agents.Tests/Tools/tools.verified.md", text.ToString());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Arguments_that_are_left_out_or_null_are_told_before_a_tool_does_anything(bool asNull)
    {
        foreach (var tool in ToolBox.All.Where(tool => Required(tool).Count > 0))
        {
            var arguments = JsonSerializer.SerializeToElement(asNull ? Required(tool).ToDictionary(name => name, _ => (object?)null) : []);

            var answer = await tool.RunAsync(arguments, null!, CancellationToken.None);

            answer.ShouldBeOfType<ToolAnswer.Said>(tool.Name).Content.ShouldStartWith("The arguments do not fit the schema: ");
        }
    }

    private static List<string> Required(AgentTool tool) =>
        tool.Schema.TryGetProperty("required", out var names) ? [.. names.EnumerateArray().Select(name => name.GetString()!)] : [];

    [Fact]
    public void Names_are_unique() => ToolBox.All.Select(tool => tool.Name).ShouldBeUnique();
}
