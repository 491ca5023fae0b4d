using System.Text;
using Backsmith.Inspection;
using Backsmith.Sandbox.Tests.DotNet;
using Backsmith.Sandboxes;
using Shouldly;
using Xunit;

namespace Backsmith.Sandbox.Tests.Inspecting;

/// <summary>One inspector answers about the copy as it stands, whatever was written to it since it was opened.</summary>
public sealed class QueriedCopyTests : IDisposable
{
    private const string Project = "<Project Sdk=\"Microsoft.NET.Sdk\"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup></Project>";

    private readonly DotNetRepository _repository = new(inspector: Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", "Backsmith.Inspector", Path.GetFileName(AppContext.BaseDirectory.TrimEnd('/')))));

    public void Dispose() => _repository.Dispose();

    [Fact]
    public async Task Edits_new_files_and_changed_projects_are_seen_by_the_next_question()
    {
        _repository.Write("Shop/Shop.csproj", Project);
        _repository.Write("Shop/Order.cs", "namespace Shop;\npublic class Order { }\n");
        await using var copy = await _repository.OpenAsync();
        (await copy.RestoreAsync("", NetworkAccess.None, default)).Problem.ShouldBeNull();
        await using var code = await copy.InspectAsync("", default);
        (await NamesAsync(code)).ShouldBe(["Shop.Order"]);

        await copy.WriteAsync([Edit("Shop/Order.cs", "namespace Shop;\npublic class Order { public int Id; }\n"), Edit("Shop/New/Line.cs", "class Line { }\n")], default);
        (await NamesAsync(code)).ShouldBe(["Line", "Shop.Order", "Shop.Order.Id"], ignoreOrder: true);

        await copy.WriteAsync([Edit("Shop/New/Line.cs", "class Line { Missing x; }\n")], default);
        var broken = (await code.QueryAsync(new CodeQuery.Diagnostics(["Shop/New"]), default)).ShouldBeOfType<CodeAnswer.Diagnostics>();
        broken.Found.ShouldHaveSingleItem().Id.ShouldBe("CS0246");

        await copy.WriteAsync([new FileEdit("Shop/New/Line.cs", null), Edit("Shop/Shop.csproj", Project.Replace("<TargetFramework>", "<DefineConstants>MORE</DefineConstants><TargetFramework>", StringComparison.Ordinal)), Edit("Shop/Order.cs", "#if MORE\nclass Ordered { }\n#endif\n")], default);
        (await NamesAsync(code)).ShouldBe(["Ordered"]);

        await copy.RevertAsync(["Shop/Shop.csproj", "Shop/Order.cs"], default);
        (await NamesAsync(code)).ShouldBe(["Shop.Order"]);
    }

    [Fact]
    public async Task Questions_asked_at_once_are_answered_one_after_another()
    {
        _repository.Write("Shop/Shop.csproj", Project);
        _repository.Write("Shop/Order.cs", "namespace Shop;\npublic class Order { }\n");
        await using var copy = await _repository.OpenAsync();
        (await copy.RestoreAsync("", NetworkAccess.None, default)).Problem.ShouldBeNull();
        await using var code = await copy.InspectAsync("", default);
        await NamesAsync(code);
        var first = NamesAsync(code);
        var second = code.QueryAsync(new CodeQuery.Outline("Shop/Order.cs"), default);
        (await first).ShouldBe(["Shop.Order"]);
        (await second).ShouldBeOfType<CodeAnswer.Outline>().Members.Count.ShouldBe(1);
    }

    private static FileEdit Edit(string path, string text) => new(path, Encoding.UTF8.GetBytes(text));

    private static async Task<IEnumerable<string>> NamesAsync(ICodeBase code)
    {
        var answer = (await code.QueryAsync(new CodeQuery.Symbols("*"), default)).ShouldBeOfType<CodeAnswer.Symbols>();
        answer.Notes.ShouldBeEmpty();
        return answer.Found.Select(symbol => symbol.Name);
    }
}
