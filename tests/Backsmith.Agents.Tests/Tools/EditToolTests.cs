using System.Text;
using System.Text.Json;
using Backsmith.Agents.Tests.Loop;
using Backsmith.Agents.Tools;
using Shouldly;
using Xunit;

namespace Backsmith.Agents.Tests.Tools;

public sealed class EditToolTests
{
    private readonly MemoryCopy _copy = new();

    [Fact]
    public async Task Line_ends_byte_order_mark_and_the_rest_of_the_file_stay_as_they_are()
    {
        _copy["a.cs"] = [.. Encoding.UTF8.Preamble, .. "one\r\ntwo\r\nthree\nfour"u8];

        (await EditAsync("a.cs", "one\ntwo", "eins\nzwei")).ShouldBe(new ToolAnswer.Said("1 place changed, from line 1.", false));

        _copy["a.cs"].ShouldBe([.. Encoding.UTF8.Preamble, .. "eins\r\nzwei\r\nthree\nfour"u8]);
    }

    [Fact]
    public async Task A_file_that_is_not_utf8_keeps_its_bytes()
    {
        _copy["a.cs"] = [0x2F, 0x2F, 0xE4, 0x0A, 0x78, 0x0A];

        (await EditAsync("a.cs", "x", "y")).IsError.ShouldBeFalse();

        _copy["a.cs"].ShouldBe([0x2F, 0x2F, 0xE4, 0x0A, 0x79, 0x0A]);
    }

    [Fact]
    public async Task What_stands_there_twice_is_refused_with_its_lines_unless_all_is_meant()
    {
        _copy["a.cs"] = "x\ny\nx\n"u8.ToArray();

        (await EditAsync("a.cs", "x", "z")).Content.ShouldBe("'old' stands in 'a.cs' 2 times, at lines 1, 3. Take more lines around it, or set all.");
        (await EditAsync("a.cs", "x", "z", all: true)).Content.ShouldBe("2 places changed, from line 1.");

        Text("a.cs").ShouldBe("z\ny\nz\n");
    }

    [Fact]
    public async Task What_differs_only_in_white_space_is_pointed_at()
    {
        _copy["a.cs"] = "class C\n{\n\tint x;\n}\n"u8.ToArray();

        (await EditAsync("a.cs", "    int x;", "    int y;")).Content.ShouldContain("Its first line stands at line 3");
    }

    [Theory]
    [InlineData("/etc/passwd")]
    [InlineData("../outside.cs")]
    [InlineData("a/../../b.cs")]
    [InlineData(".git/config")]
    [InlineData("folder/")]
    [InlineData("")]
    public async Task A_path_that_leads_out_is_refused(string path) => (await EditAsync(path, "x", "y")).IsError.ShouldBeTrue();

    [Fact]
    public async Task A_line_with_a_secret_is_edited_without_the_model_seeing_it()
    {
        _copy["a.cs"] = "var key = \"hunter2hunter2\"; // old\n"u8.ToArray();

        (await EditAsync("a.cs", "\"[redacted]\"; // old", "\"[redacted]\"; // new")).IsError.ShouldBeFalse();
        Text("a.cs").ShouldBe("var key = \"hunter2hunter2\"; // new\n");

        (await EditAsync("a.cs", "var key = \"[redacted]\";", "var key = configuration[\"Key\"];")).IsError.ShouldBeFalse();
        Text("a.cs").ShouldBe("var key = configuration[\"Key\"]; // new\n");
    }

    [Fact]
    public async Task The_mark_of_a_secret_is_never_written()
    {
        _copy["a.cs"] = "var key = 1;\n"u8.ToArray();

        (await EditAsync("a.cs", "1", "\"[redacted]\"")).Content.ShouldContain("stands for a secret");
        var written = await new WriteTool().RunAsync(JsonSerializer.SerializeToElement(new { path = "a.cs", content = "[redacted]" }), Context(), CancellationToken.None);
        written.ShouldBeOfType<ToolAnswer.Said>().IsError.ShouldBeTrue();
        Text("a.cs").ShouldBe("var key = 1;\n");
    }

    private string Text(string path) => Encoding.UTF8.GetString(_copy[path]);

    private ToolContext Context() => new Bench().Context(null!, _copy, ["hunter2hunter2"]);

    private async Task<ToolAnswer.Said> EditAsync(string path, string old, string fresh, bool all = false) =>
        (await new EditTool().RunAsync(JsonSerializer.SerializeToElement(new Dictionary<string, object> { ["path"] = path, ["old"] = old, ["new"] = fresh, ["all"] = all }), Context(), CancellationToken.None)).ShouldBeOfType<ToolAnswer.Said>();
}
