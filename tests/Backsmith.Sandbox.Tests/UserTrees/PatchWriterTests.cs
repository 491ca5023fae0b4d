using System.Text;
using Backsmith.Sandbox.Tests.Snapshots;
using Backsmith.Sandbox.UserTrees;
using Backsmith.Sandboxes;
using Shouldly;
using Xunit;

namespace Backsmith.Sandbox.Tests.UserTrees;

public sealed class PatchWriterTests : IDisposable
{
    private readonly CapturedRepository _tree = new();

    public PatchWriterTests() => _tree.With("a.cs", "old a\n").With("b.cs", "old b\n").With("sub/c.cs", "old c\n").With("closed/d.cs", "old d\n");

    public void Dispose() => _tree.Dispose();

    [Fact]
    public void Writes_changes_additions_and_deletions_and_takes_them_back()
    {
        var before = TreePicture.Content(_tree.Root);
        List<(FileVersion, FileVersion)> patch = [Change("a.cs", "old a\n", "new a\n"), Change("new/deep/e.cs", null, "new e\n"), Change("sub/c.cs", "old c\n", null)];

        PatchWriter.Write(_tree.Root, patch).ShouldBe(new WriteOutcome(3, null));

        Text("a.cs").ShouldBe("new a\n");
        Text("new/deep/e.cs").ShouldBe("new e\n");
        File.Exists(At("sub/c.cs")).ShouldBeFalse();
        PatchWriter.Write(_tree.Root, [.. patch.Select(pair => (pair.Item2, pair.Item1))]).Refusal.ShouldBeNull();
        TreePicture.Content(_tree.Root).ShouldBe(before);
    }

    [Theory]
    [InlineData("../outside.cs")]
    [InlineData("sub/../../outside.cs")]
    [InlineData("/outside.cs")]
    [InlineData("sub//c.cs")]
    [InlineData("./a.cs")]
    [InlineData(".git/config")]
    [InlineData(".GIT/hooks/pre-commit")]
    [InlineData("sub/.git/config")]
    [InlineData("link/f.cs")]
    [InlineData("link/deeper/f.cs")]
    [InlineData("dangling")]
    [InlineData("")]
    public void Refuses_a_path_that_leads_out(string path)
    {
        Directory.CreateDirectory(_tree.Beside("outside"));
        File.CreateSymbolicLink(At("link"), _tree.Beside("outside"));
        File.CreateSymbolicLink(At("dangling"), _tree.Beside("outside/made"));
        var before = TreePicture.Whole(_tree.Beside(""));

        var outcome = PatchWriter.Write(_tree.Root, [Change("a.cs", "old a\n", "new a\n"), Change(path, null, "evil\n")]);

        outcome.Refusal.ShouldNotBeNull().ShouldContain($"'{path}'");
        TreePicture.Whole(_tree.Beside("")).ShouldBe(before);
    }

    [Fact]
    public void Refuses_to_make_or_to_replace_a_link()
    {
        File.CreateSymbolicLink(At("link"), "a.cs");
        var before = TreePicture.Whole(_tree.Root);

        PatchWriter.Write(_tree.Root, [(new FileVersion("new", null, null), new FileVersion("new", "120000", "/etc/passwd"u8.ToArray()))]).Refusal.ShouldNotBeNull();
        PatchWriter.Write(_tree.Root, [Change("link", "old a\n", "new\n")]).Refusal.ShouldBe("'link' is a symbolic link now.");

        TreePicture.Whole(_tree.Root).ShouldBe(before);
    }

    [Fact]
    public void Refuses_everything_when_one_file_has_moved_on()
    {
        _tree.With("b.cs", "edited since\n");
        var before = TreePicture.Whole(_tree.Root);

        var outcome = PatchWriter.Write(_tree.Root, [Change("a.cs", "old a\n", "new a\n"), Change("b.cs", "old b\n", "new b\n")]);

        outcome.Refusal.ShouldBe("'b.cs' is not as it was when the patch was proven. Review again and apply that.");
        TreePicture.Whole(_tree.Root).ShouldBe(before);
    }

    [Fact]
    public void Refuses_a_file_where_a_folder_stands()
    {
        var before = TreePicture.Whole(_tree.Root);

        PatchWriter.Write(_tree.Root, [Change("a.cs", "old a\n", "new a\n"), Change("sub", null, "file\n")]).Refusal.ShouldNotBeNull().ShouldContain("'sub'");

        TreePicture.Whole(_tree.Root).ShouldBe(before);
    }

    [Fact]
    public void Leaves_nothing_behind_when_a_later_file_cannot_be_written()
    {
        // A file stands where the patch needs a folder, which shows when it is made.
        var before = TreePicture.Content(_tree.Root);

        var outcome = PatchWriter.Write(_tree.Root, [Change("a.cs", "old a\n", "new a\n"), Change("fresh/new.cs", null, "x"), Change("b.cs/inside.cs", null, "x")]);

        outcome.Refusal.ShouldNotBeNull().ShouldStartWith("Nothing was changed");
        TreePicture.Content(_tree.Root).ShouldBe(before);
        Directory.Exists(At("fresh")).ShouldBeFalse();
    }

    [Fact]
    public void Goes_on_where_an_interrupted_write_stopped_and_refuses_one_that_is_done()
    {
        List<(FileVersion, FileVersion)> patch = [Change("a.cs", "old a\n", "new a\n"), Change("b.cs", "old b\n", "new b\n")];
        _tree.With("a.cs", "new a\n");

        PatchWriter.Write(_tree.Root, patch).Refusal.ShouldBeNull();
        (Text("a.cs"), Text("b.cs")).ShouldBe(("new a\n", "new b\n"));
        PatchWriter.Write(_tree.Root, patch).Refusal.ShouldNotBeNull().ShouldContain("already");
    }

    [Theory]
    [InlineData("600", false, "600")]
    [InlineData("640", true, "750")]
    [InlineData("755", false, "644")]
    [InlineData("444", true, "555")]
    public void Keeps_the_mode_that_stands_but_for_the_execute_bits(string mode, bool executable, string expected)
    {
        CapturedRepository.Shell(_tree.Root, $"chmod {mode} a.cs");

        PatchWriter.Write(_tree.Root, [(Version("a.cs", "old a\n"), Version("a.cs", "new a\n") with { Mode = executable ? "100755" : "100644" })]).Refusal.ShouldBeNull();

        Convert.ToString((int)File.GetUnixFileMode(At("a.cs")), 8).ShouldBe(expected);
    }

    [Fact]
    public void Writes_a_change_of_the_mode_alone()
    {
        PatchWriter.Write(_tree.Root, [(Version("a.cs", "old a\n"), Version("a.cs", "old a\n") with { Mode = "100755" })]).Refusal.ShouldBeNull();

        File.GetUnixFileMode(At("a.cs")).HasFlag(UnixFileMode.UserExecute).ShouldBeTrue();
    }

    [RootFact]
    public void Root_leaves_files_to_the_owner_of_the_tree()
    {
        CapturedRepository.Shell(_tree.Root, "chown -R 54321:54322 .");

        PatchWriter.Write(_tree.Root, [Change("a.cs", "old a\n", "new a\n"), Change("fresh/e.cs", null, "x")]).Refusal.ShouldBeNull();

        CapturedRepository.Shell(_tree.Root, "stat -c %u:%g a.cs fresh fresh/e.cs | sort -u").Trim().ShouldBe("54321:54322");
    }

    [RootFact]
    public void A_disk_that_is_full_changes_nothing()
    {
        CapturedRepository.Shell(_tree.Root, "mount -t tmpfs -o size=1m none sub && echo old > sub/f.cs");
        try
        {
            var outcome = PatchWriter.Write(_tree.Root, [Change("a.cs", "old a\n", "new a\n"), Change("sub/f.cs", "old\n", new string('x', 2 << 20))]);

            outcome.Refusal.ShouldNotBeNull().ShouldStartWith("Nothing was changed");
            (Text("a.cs"), Text("sub/f.cs")).ShouldBe(("old a\n", "old\n"));
            Directory.GetFileSystemEntries(At("sub")).ShouldHaveSingleItem();
        }
        finally
        {
            CapturedRepository.Shell(_tree.Root, "umount sub");
        }
    }

    private string At(string path) => Path.Combine(_tree.Root, path);

    private string Text(string path) => File.ReadAllText(At(path));

    private static FileVersion Version(string path, string? content) =>
        new(path, content is null ? null : "100644", content is null ? null : Encoding.UTF8.GetBytes(content));

    private static (FileVersion Expected, FileVersion Wanted) Change(string path, string? from, string? to) => (Version(path, from), Version(path, to));
}
