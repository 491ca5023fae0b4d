using System.Text;
using System.Text.Json;
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

    [Fact]
    public void Names_are_unique() => ToolBox.All.Select(tool => tool.Name).ShouldBeUnique();
}
