using System.Diagnostics;
using Backsmith.Skills;
using Backsmith.Storage.Skills;
using Shouldly;
using Xunit;

namespace Backsmith.Storage.Tests.Skills;

public sealed class SkillFolderReaderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Finds_folders_with_a_main_file_and_reads_what_a_skill_is_made_of()
    {
        Write("skills/b/SKILL.md", "b");
        Write("skills/a/SKILL.md", "a");
        Write("skills/a/references/x.md", "x");
        Write("skills/a/scripts/run.sh", "exit 1");
        Write("skills/a/exam/exam.json", "{}");
        Write("skills/a/exam/repository/README.md", "not read");
        Write("skills/a/node_modules/p/README.md", "left out");
        Write("skills/none/README.md", "no skill");
        Write("skills/SKILL.md", "not in a folder");

        var found = SkillFolderReader.Below(_folder["skills"], SkillOrigin.Home);

        found.Select(folder => folder.Name).ShouldBe(["a", "b"]);
        found[0].Files.Keys.ShouldBe(["SKILL.md", "exam/exam.json", "exam/repository/README.md", "references/x.md", "scripts/run.sh"]);
        (found[0].Text("references/x.md"), found[0].Text("scripts/run.sh"), found[0].Text("exam/repository/README.md")).ShouldBe(("x", null, null));
    }

    [Fact]
    public void A_skill_may_be_a_link_but_nothing_inside_of_it_is_followed()
    {
        Write("store/real/SKILL.md", "real");
        Write("secret.md", "secret");
        File.CreateSymbolicLink(_folder["store/real/secret.md"], _folder["secret.md"]);
        Directory.CreateSymbolicLink(_folder["store/real/up"], _folder.Path);
        Directory.CreateDirectory(_folder["skills"]);
        Directory.CreateSymbolicLink(_folder["skills/named"], _folder["store/real"]);
        File.CreateSymbolicLink(_folder["skills/broken"], _folder["nowhere"]);

        var found = SkillFolderReader.Below(_folder["skills"], SkillOrigin.Home).ShouldHaveSingleItem();

        (found.Name, found.Text("SKILL.md")).ShouldBe(("named", "real"));
        found.Files.Keys.ShouldBe(["SKILL.md"]);
    }

    [Fact]
    public void What_cannot_be_read_does_not_stop_it()
    {
        Write("skills/a/SKILL.md", "a");
        Write("skills/a/large.md", new string('x', SkillFolder.LargestFile + 1));
        using (var pipe = Process.Start("mkfifo", [_folder["skills/a/pipe.md"]]))
        {
            pipe.WaitForExit();
        }

        var found = SkillFolderReader.Below(_folder["skills"], SkillOrigin.Home).ShouldHaveSingleItem();

        (found.Text("large.md"), found.Text("pipe.md")).ShouldBe((null, ""));
        SkillFolderReader.Below(_folder["nowhere"], SkillOrigin.Home).ShouldBeEmpty();
        SkillFolderReader.Below(_folder["skills/a/SKILL.md"], SkillOrigin.Home).ShouldBeEmpty();
    }

    private void Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_folder[path])!);
        File.WriteAllText(_folder[path], text);
    }
}
