using Backsmith.Sandbox.Tests.Snapshots;
using Backsmith.Skills;
using Shouldly;
using Xunit;

namespace Backsmith.Sandbox.Tests.Skills;

public sealed class RepositorySkillsTests : IDisposable
{
    private const string Text = "---\nname: x\ndescription: Use when asked.\n---\nBody\n";

    private readonly CapturedRepository _repository = new();

    public void Dispose() => _repository.Dispose();

    [Fact]
    public async Task Skills_of_each_known_folder_are_read_in_the_sandbox()
    {
        _repository.With(".codex/skills/c/SKILL.md", Text).With(".agents/skills/b/SKILL.md", Text).With(".agents/skills/a/SKILL.md", Text).With(".claude/skills/d/SKILL.md", Text)
            .With(".agents/skills/a/references/more.md", "more").With(".agents/skills/a/run.sh", "exit 1").With(".agents/skills/none/README.md", "no skill").With("skills/e/SKILL.md", Text).Committed();

        var folders = await ReadAsync();

        folders.Select(folder => folder.Location).ShouldBe([".agents/skills/a", ".agents/skills/b", ".claude/skills/d", ".codex/skills/c"]);
        folders.ShouldAllBe(folder => folder.Origin == SkillOrigin.Repository && SkillReader.Read(folder).Skill != null);
        (folders[0].Text("references/more.md"), folders[0].Text("run.sh"), folders[0].Files.ContainsKey("run.sh")).ShouldBe(("more", null, true));
    }

    [Fact]
    public async Task Links_lead_nowhere()
    {
        await File.WriteAllTextAsync(_repository.Beside("secret.md"), "secret");
        Directory.CreateDirectory(_repository.Beside("foreign"));
        await File.WriteAllTextAsync(Path.Combine(_repository.Beside("foreign"), "SKILL.md"), Text);
        _repository.With(".agents/skills/a/SKILL.md", Text);
        File.CreateSymbolicLink(Path.Combine(_repository.Root, ".agents/skills/a/secret.md"), _repository.Beside("secret.md"));
        Directory.CreateSymbolicLink(Path.Combine(_repository.Root, ".agents/skills/linked"), _repository.Beside("foreign"));
        Directory.CreateSymbolicLink(Path.Combine(_repository.Root, ".codex"), "/etc");
        _repository.Committed();

        var folder = (await ReadAsync()).ShouldHaveSingleItem();

        folder.Location.ShouldBe(".agents/skills/a");
        folder.Files.Keys.ShouldBe(["SKILL.md"]);
    }

    [Fact]
    public async Task A_repository_without_skills_has_none()
    {
        _repository.With("a.txt", "a").Committed();

        (await ReadAsync()).ShouldBeEmpty();
    }

    private async Task<IReadOnlyList<SkillFolder>> ReadAsync()
    {
        var snapshot = (await _repository.CaptureAsync()).Snapshot.ShouldNotBeNull();
        await using var copy = await _repository.Sandbox.OpenCopyAsync(await _repository.LocateAsync(), snapshot, default);
        return await RepositorySkills.ReadAsync(copy, default);
    }
}
