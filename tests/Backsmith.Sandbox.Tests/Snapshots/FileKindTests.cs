using System.Text;
using Shouldly;
using Xunit;

namespace Backsmith.Sandbox.Tests.Snapshots;

public sealed class FileKindTests : IDisposable
{
    private readonly CapturedRepository _repository = new();

    public void Dispose() => _repository.Dispose();

    [Fact]
    public async Task Tracked_changed_new_and_deleted_files_are_taken_as_they_stand()
    {
        _repository.With("kept.cs", "class A;\n").With("changed.cs", "class B;\n").With("gone.cs", "class C;\n").With("staged.cs", "class D;\n").Committed();
        _repository.With("changed.cs", "class B2;\n").With("new.cs", "class E;\n").With("staged.cs", "class D2;\n");
        _repository.Git("add", "staged.cs");
        _repository.With("staged.cs", "class D3;\n");
        File.Delete(Path.Combine(_repository.Root, "gone.cs"));

        var snapshot = await _repository.CaptureFaithfullyAsync();

        snapshot.Files.ShouldBe(4);
        snapshot.HeadCommit.ShouldBe(_repository.Git("rev-parse", "HEAD").Trim());
    }

    [Fact]
    public async Task A_clean_tree_has_the_id_that_git_gave_it()
    {
        _repository.With("a.cs", "class A;\n").With("deep/er/b.cs", "class B;\n").Committed();

        var snapshot = await _repository.CaptureFaithfullyAsync();

        snapshot.TreeId.ShouldBe(_repository.Git("rev-parse", "HEAD^{tree}").Trim());
    }

    [Fact]
    public async Task Ignored_files_are_left_out_and_tracked_ones_kept_though_they_match()
    {
        _repository.With(".gitignore", "*.log\n/out/\n").With("out/kept.txt", "tracked\n").Initialised();
        _repository.Git("add", "--force", ".gitignore", "out/kept.txt");
        _repository.Committed().With("a.log", "noise").With("out/noise.txt", "noise").With("sub/.gitignore", "x\n").With("sub/x", "noise").With("sub/y", "kept");
        File.WriteAllText(Path.Combine(_repository.Root, ".git/info/exclude"), "mine\n");
        _repository.With("mine", "noise");

        await _repository.CaptureFaithfullyAsync("a.log", "out/noise.txt", "sub/x", "mine");
    }

    [Theory]
    [InlineData("with space.cs")]
    [InlineData(" leading and trailing ")]
    [InlineData("Grüße-日本-🙂.cs")]
    [InlineData("u\u0308 decomposed.cs")]
    [InlineData("two\nlines.cs")]
    [InlineData("x\ntree 0000000000000000000000000000000000000000")]
    [InlineData("tab\tand\rreturn")]
    [InlineData("quote\"and'apostrophe.cs")]
    [InlineData("back\\slash.cs")]
    [InlineData("-rf")]
    [InlineData("--help/--version.cs")]
    [InlineData("$(touch x)`id`;|&.cs")]
    [InlineData("*?[a].cs")]
    [InlineData(":(top)magic.cs")]
    [InlineData("git~1")]
    [InlineData(".gitmodules/file")]
    [InlineData("con.txt.")]
    public async Task A_name_is_kept_as_it_is(string name)
    {
        _repository.With(name, "content\n").With("other.cs", "class A;\n").Initialised();

        (await _repository.CaptureFaithfullyAsync()).Files.ShouldBe(2);
    }

    [Fact]
    public async Task A_name_that_is_not_UTF_8_is_kept_as_it_is()
    {
        _repository.With("a.cs", "class A;\n").Committed();
        CapturedRepository.Shell(_repository.Root, "mkdir $'fol\\xe9der' && echo x > $'fol\\xe9der/caf\\xe9.cs' && echo y > $'\\xff\\xfe'");

        (await _repository.CaptureFaithfullyAsync()).Files.ShouldBe(3);
    }

    public static TheoryData<string, byte[]> Contents => new()
    {
        { "CRLF", "a\r\nb\r\n"u8.ToArray() },
        { "mixed ends of lines", "a\r\nb\nc\rd"u8.ToArray() },
        { "a byte order mark", [0xEF, 0xBB, 0xBF, .. "class A;\n"u8] },
        { "UTF-16", Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes("class A;\r\n")).ToArray() },
        { "Latin-1", [0x63, 0x61, 0x66, 0xE9, 0x0A] },
        { "NUL bytes", [0, 1, 2, 0, 255] },
        { "no final newline", "class A;"u8.ToArray() },
        { "nothing", [] },
        { "an ident keyword", "$Id: 1234 $ $Id$\n"u8.ToArray() },
    };

    [Theory]
    [MemberData(nameof(Contents))]
    public async Task Bytes_are_kept_whatever_the_attributes_say(string what, byte[] content)
    {
        what.ShouldNotBeEmpty();
        _repository.With("a.cs", content).With("b.txt", content).With(".gitattributes", "* text=auto eol=crlf ident\n*.txt text working-tree-encoding=UTF-16\n[attr]mine filter=mine -diff\n*.cs mine\n").Initialised();
        _repository.Git("config", "core.autocrlf", "true");
        _repository.Git("config", "core.safecrlf", "true");

        await _repository.CaptureFaithfullyAsync();
    }

    [Fact]
    public async Task Symbolic_links_are_kept_and_not_followed()
    {
        Directory.CreateDirectory(_repository.Beside("outside"));
        await File.WriteAllTextAsync(_repository.Beside("outside/secret.txt"), "secret");
        _repository.With("real/a.cs", "class A;\n").Initialised();
        foreach (var (name, target) in new[]
        {
            ("to-file", "real/a.cs"), ("to-folder", "real"), ("dangling", "nowhere/at all"), ("absolute", "/etc/passwd"), ("outside", "../outside"),
            ("outside-file", "../outside/secret.txt"), ("parent", ".."), ("self", "self"), ("root", "/"), ("real/up", "../real"),
        })
        {
            File.CreateSymbolicLink(Path.Combine(_repository.Root, name), target);
        }

        (await _repository.CaptureFaithfullyAsync()).Files.ShouldBe(11);
    }

    [Fact]
    public async Task A_tracked_folder_that_became_a_link_is_a_link()
    {
        _repository.With("folder/a.cs", "class A;\n").With("folder/deep/b.cs", "class B;\n").With("file", "x").With("other/c.cs", "class C;\n").Committed();
        Directory.Delete(Path.Combine(_repository.Root, "folder"), recursive: true);
        File.CreateSymbolicLink(Path.Combine(_repository.Root, "folder"), "other");
        File.Delete(Path.Combine(_repository.Root, "file"));
        _repository.With("file/inside.cs", "class D;\n");

        (await _repository.CaptureFaithfullyAsync()).Files.ShouldBe(3);
    }

    [Fact]
    public async Task Execute_bits_are_kept_though_git_is_told_to_ignore_them()
    {
        _repository.With("run.sh", "#!/bin/sh\n").With("plain.sh", "#!/bin/sh\n").Initialised();
        File.SetUnixFileMode(Path.Combine(_repository.Root, "run.sh"), (UnixFileMode)0b111_101_101);
        _repository.Git("config", "core.fileMode", "false");

        await _repository.CaptureFaithfullyAsync();
    }

    [Fact]
    public async Task An_empty_folder_a_pipe_and_a_socket_are_no_files()
    {
        _repository.With("a.cs", "class A;\n").Initialised();
        Directory.CreateDirectory(Path.Combine(_repository.Root, "empty"));
        CapturedRepository.Shell(_repository.Root, "mkfifo pipe");

        (await _repository.CaptureFaithfullyAsync()).Files.ShouldBe(1);
    }

    [Fact]
    public async Task A_file_of_100_MB_is_kept_and_a_larger_one_left_out_and_said()
    {
        _repository.With("a.cs", "class A;\n").Initialised();
        foreach (var (name, bytes) in new[] { ("fits.bin", 100L << 20), ("too large.bin", (100L << 20) + 1) })
        {
            using var file = File.Create(Path.Combine(_repository.Root, name));
            file.SetLength(bytes);
        }

        var snapshot = await _repository.CaptureFaithfullyAsync("too large.bin");

        snapshot.Notices.ShouldHaveSingleItem().ShouldBe("'too large.bin' is larger than 100 MB and is left out.");
    }

    [Fact]
    public async Task A_pointer_of_large_file_storage_is_taken_and_said_and_a_text_about_it_is_not()
    {
        const string Pointer = "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a214614ab2935c943f9e0ff69d22eadbb8f32b1258daaa5e2ca24d17e2393\nsize 12345\n";
        _repository.With("model.bin", Pointer).With(".gitattributes", "*.bin filter=lfs diff=lfs merge=lfs -text\n");
        _repository.With("howto.md", "A pointer looks like this:\n\n" + Pointer + string.Concat(Enumerable.Repeat("Text.\n", 400))).Initialised();

        var snapshot = await _repository.CaptureFaithfullyAsync();

        snapshot.Notices.ShouldHaveSingleItem().ShouldBe("'model.bin' is a Git LFS pointer; its content is not here.");
    }

    [Fact]
    public async Task A_tree_without_write_permission_is_read()
    {
        _repository.With("folder/a.cs", "class A;\n").Committed();
        CapturedRepository.Shell(_repository.Root, "chmod -R a-w .");

        await _repository.CaptureFaithfullyAsync();
    }

    [Fact]
    public async Task A_change_that_keeps_size_and_time_is_seen()
    {
        _repository.With("a.cs", "class A;\n").Committed();
        var first = await _repository.CaptureFaithfullyAsync();
        var file = Path.Combine(_repository.Root, "a.cs");
        var time = File.GetLastWriteTimeUtc(file);
        await File.WriteAllTextAsync(file, "class B;\n");
        File.SetLastWriteTimeUtc(file, time);

        (await _repository.CaptureFaithfullyAsync()).TreeId.ShouldNotBe(first.TreeId);
    }
}
