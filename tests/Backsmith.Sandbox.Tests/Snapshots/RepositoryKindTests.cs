using Backsmith.Snapshots;
using Shouldly;
using Xunit;

namespace Backsmith.Sandbox.Tests.Snapshots;

public sealed class RepositoryKindTests : IDisposable
{
    private readonly CapturedRepository _repository = new();

    public void Dispose() => _repository.Dispose();

    [Fact]
    public async Task A_submodule_is_taken_as_it_stands_and_said()
    {
        AddSubmodule();
        _repository.With("libs/inner/new.cs", "class New;\n").With("libs/inner/part.cs", "class Changed;\n");

        var snapshot = await _repository.CaptureFaithfullyAsync();

        snapshot.ReadOnlyPaths.ShouldBe(["libs/inner"]);
        snapshot.Notices.ShouldHaveSingleItem().ShouldBe("The submodule 'libs/inner' is taken as it stands; a patch cannot change it.");
        snapshot.Files.ShouldBe(4);
    }

    [Fact]
    public async Task A_submodule_within_a_submodule_is_taken_too()
    {
        var deepest = NewRepository("deepest", "deep.cs");
        var inner = NewRepository("inner", "part.cs");
        CapturedRepository.GitIn(inner, "submodule", "--quiet", "add", deepest, "nested");
        CapturedRepository.GitIn(inner, "commit", "--quiet", "--message", "nest");
        _repository.With("a.cs", "class A;\n").Committed();
        _repository.Git("submodule", "--quiet", "add", inner, "libs/inner");
        _repository.Git("submodule", "--quiet", "update", "--init", "--recursive");

        (await _repository.CaptureFaithfullyAsync()).ReadOnlyPaths.ShouldBe(["libs/inner", "libs/inner/nested"]);
    }

    [Fact]
    public async Task A_submodule_that_was_not_checked_out_is_an_empty_folder()
    {
        AddSubmodule();
        _repository.Git("submodule", "--quiet", "deinit", "--force", "--all");

        var snapshot = await _repository.CaptureFaithfullyAsync();

        (snapshot.Files, snapshot.ReadOnlyPaths.Count).ShouldBe((2, 1));
    }

    [Fact]
    public async Task A_submodule_whose_git_folder_is_gone_does_not_stop_the_snapshot()
    {
        AddSubmodule();
        Directory.Delete(Path.Combine(_repository.Root, ".git/modules"), recursive: true);

        var snapshot = await _repository.CaptureFaithfullyAsync();

        snapshot.ReadOnlyPaths.ShouldBe(["libs/inner"]);
    }

    [Fact]
    public async Task A_repository_within_that_is_no_submodule_is_left_out_and_said()
    {
        _repository.With("a.cs", "class A;\n").Committed().With("tools/other/b.cs", "class B;\n");
        CapturedRepository.GitIn(Path.Combine(_repository.Root, "tools/other"), "init", "--quiet");
        CapturedRepository.GitIn(Path.Combine(_repository.Root, "tools/other"), "commit", "--quiet", "--allow-empty", "--message", "x");

        var snapshot = await _repository.CaptureFaithfullyAsync("tools");

        snapshot.Notices.ShouldHaveSingleItem().ShouldBe("The nested repository 'tools/other/' is left out.");
    }

    [Fact]
    public async Task A_folder_without_git_is_taken_without_what_builds_leave()
    {
        _repository.With("src/App.csproj", "<Project />\n").With("src/bin/Debug/App.dll", "x").With("src/obj/project.assets.json", "{}").With("web/node_modules/a/index.js", "x").With("src/.vs/x", "x");

        var snapshot = await _repository.CaptureFaithfullyAsync("src/bin", "src/obj", "web", "src/.vs");

        (snapshot.HeadCommit, snapshot.Files).ShouldBe((null, 1));
    }

    [Fact]
    public async Task A_folder_without_git_has_no_revisions()
    {
        _repository.With("a.cs", "class A;\n");

        (await _repository.CaptureAsync("HEAD")).Refusal.ShouldNotBeNull().ShouldContain("is not a git repository, so it has no revision 'HEAD'");
    }

    [Fact]
    public async Task A_shallow_clone_is_taken()
    {
        CloneFrom(HistoryOf(3), "--depth", "1");

        (await _repository.CaptureFaithfullyAsync()).Files.ShouldBe(3);
    }

    [Fact]
    public async Task A_partial_clone_is_taken_without_fetching()
    {
        var origin = HistoryOf(2);
        CapturedRepository.GitIn(origin, "config", "uploadpack.allowFilter", "true");
        CloneFrom(origin, "--filter=blob:none");

        (await _repository.CaptureFaithfullyAsync()).Files.ShouldBe(2);
    }

    [Fact]
    public async Task A_sparse_checkout_is_taken_as_far_as_it_goes_and_said()
    {
        _repository.With("in/a.cs", "class A;\n").With("out/b.cs", "class B;\n").With("top.cs", "class C;\n").Committed();
        _repository.Git("sparse-checkout", "set", "--sparse-index", "in");

        var snapshot = await _repository.CaptureFaithfullyAsync();

        (snapshot.Files, snapshot.Notices.Count).ShouldBe((2, 1));
        snapshot.Notices[0].ShouldStartWith("The checkout is sparse");
    }

    [Fact]
    public async Task A_linked_worktree_is_taken_and_the_main_one_is_left_as_it_is()
    {
        var main = NewRepository("main", "a.cs");
        Directory.Delete(_repository.Root);
        CapturedRepository.GitIn(main, "worktree", "add", "--quiet", _repository.Root, "-b", "side");
        _repository.With("new.cs", "class New;\n");
        var before = TreePicture.Whole(main);

        var snapshot = await _repository.CaptureFaithfullyAsync();

        snapshot.Files.ShouldBe(2);
        snapshot.HeadCommit.ShouldBe(_repository.Git("rev-parse", "HEAD").Trim());
        TreePicture.Whole(main).ShouldBe(before);
    }

    [Fact]
    public async Task A_git_folder_elsewhere_is_found_through_the_file_that_names_it()
    {
        _repository.With("a.cs", "class A;\n");
        CapturedRepository.GitIn(_repository.Root, "init", "--quiet", "--separate-git-dir", _repository.Beside("elsewhere.git"));
        _repository.Git("add", "--all");
        _repository.Git("commit", "--quiet", "--message", "x");

        (await _repository.CaptureFaithfullyAsync()).HeadCommit.ShouldBe(_repository.Git("rev-parse", "HEAD").Trim());
    }

    [Fact]
    public async Task A_detached_head_is_named()
    {
        _repository.With("a.cs", "class A;\n").Committed();
        _repository.Git("checkout", "--quiet", "--detach");

        (await _repository.CaptureFaithfullyAsync()).HeadCommit.ShouldBe(_repository.Git("rev-parse", "HEAD").Trim());
    }

    [Fact]
    public async Task A_branch_without_commits_has_no_head()
    {
        _repository.With("a.cs", "class A;\n").Initialised();

        (await _repository.CaptureFaithfullyAsync()).HeadCommit.ShouldBeNull();
    }

    [Fact]
    public async Task A_merge_in_progress_is_taken_with_its_conflict_markers()
    {
        _repository.With("a.cs", "class A;\n").Committed();
        _repository.Git("checkout", "--quiet", "-b", "side");
        _repository.With("a.cs", "class Side;\n").Committed();
        _repository.Git("checkout", "--quiet", "main");
        _repository.With("a.cs", "class Main;\n").Committed();
        CapturedRepository.Shell(_repository.Root, "! git -c user.name=A -c user.email=a@example.org merge side");
        (await File.ReadAllTextAsync(Path.Combine(_repository.Root, "a.cs"))).ShouldContain("<<<<<<<");

        (await _repository.CaptureFaithfullyAsync()).Files.ShouldBe(1);
    }

    [Fact]
    public async Task An_index_that_is_locked_is_read()
    {
        _repository.With("a.cs", "class A;\n").Committed();
        await File.WriteAllTextAsync(Path.Combine(_repository.Root, ".git/index.lock"), "");

        await _repository.CaptureFaithfullyAsync();
    }

    [Fact]
    public async Task A_revision_is_taken_without_touching_the_working_tree()
    {
        _repository.With("a.cs", "class Old;\n").Committed().With("a.cs", "class New;\n").With("b.cs", "class B;\n").Committed().With("a.cs", "class Dirty;\n");
        var before = TreePicture.Whole(_repository.Root);

        var old = (await _repository.CaptureAsync("HEAD~1")).Snapshot.ShouldNotBeNull();

        TreePicture.Whole(_repository.Root).ShouldBe(before);
        (old.Files, old.TreeId).ShouldBe((1, _repository.Git("rev-parse", "HEAD~1^{tree}").Trim()));
    }

    [Theory]
    [InlineData("nowhere")]
    [InlineData("--help")]
    [InlineData("HEAD:a.cs")]
    [InlineData("a b")]
    public async Task A_revision_that_is_none_is_named(string revision)
    {
        _repository.With("a.cs", "class A;\n").Committed();

        (await _repository.CaptureAsync(revision)).Refusal.ShouldNotBeNull().ShouldStartWith($"'{revision}' is no revision of");
    }

    [Fact]
    public async Task A_repository_without_a_file_is_refused()
    {
        _repository.Initialised();

        (await _repository.CaptureAsync()).Refusal.ShouldNotBeNull().ShouldContain("holds no tracked or unignored file");
    }

    [Fact]
    public async Task A_file_that_may_not_be_read_is_said_unless_it_is_ignored()
    {
        _repository.With("a.cs", "class A;\n").With("locked.cs", "class B;\n").With("data/x", "x").With(".gitignore", "/data/\n").Committed();
        CapturedRepository.Shell(_repository.Root, "chmod 000 locked.cs data/x");

        (await _repository.CaptureAsync()).Snapshot.ShouldNotBeNull().Notices.ShouldHaveSingleItem().ShouldBe("The file 'locked.cs' may not be read and is left out.");
    }

    [Fact]
    public async Task A_folder_that_may_not_be_read_is_said_unless_it_is_ignored()
    {
        _repository.With("a.cs", "class A;\n").With("data/x", "x").With("shut/y", "y").With(".gitignore", "/data/\n").Initialised();
        CapturedRepository.Shell(_repository.Root, "chmod 000 data shut");

        (await _repository.CaptureAsync()).Snapshot.ShouldNotBeNull().Notices.ShouldHaveSingleItem().ShouldBe("The folder 'shut' may not be read and is left out.");
    }

    [Fact]
    public async Task A_submodule_that_became_a_link_to_the_repository_itself_is_a_link()
    {
        AddSubmodule();
        Directory.Delete(Path.Combine(_repository.Root, "libs/inner"), recursive: true);
        File.CreateSymbolicLink(Path.Combine(_repository.Root, "libs/inner"), "..");

        (await _repository.CaptureFaithfullyAsync()).Files.ShouldBe(3);
    }

    [Fact]
    public async Task A_submodule_with_an_empty_git_folder_is_not_taken_for_the_repository_around_it()
    {
        AddSubmodule();
        File.Delete(Path.Combine(_repository.Root, "libs/inner/.git"));
        Directory.CreateDirectory(Path.Combine(_repository.Root, "libs/inner/.git"));

        (await _repository.CaptureFaithfullyAsync()).Files.ShouldBe(3);
    }

    [RootFact]
    public async Task Root_takes_the_tree_of_somebody_else_as_its_owner()
    {
        _repository.With("a.cs", "class A;\n").With("private/b.cs", "class B;\n").Committed();
        CapturedRepository.Shell(_repository.Root, "chmod 700 . private && chmod 600 private/b.cs && chown -R 54321:54321 .");

        (await _repository.CaptureFaithfullyAsync()).Files.ShouldBe(2);
    }

    private void AddSubmodule()
    {
        var inner = NewRepository("inner", "part.cs");
        _repository.With("a.cs", "class A;\n").Committed();
        _repository.Git("submodule", "--quiet", "add", inner, "libs/inner");
        _repository.Git("commit", "--quiet", "--message", "submodule");
    }

    private string NewRepository(string name, string file)
    {
        var folder = Directory.CreateDirectory(_repository.Beside(name)).FullName;
        File.WriteAllText(Path.Combine(folder, file), "class Part;\n");
        CapturedRepository.GitIn(folder, "init", "--quiet", "--initial-branch=main");
        CapturedRepository.GitIn(folder, "add", "--all");
        CapturedRepository.GitIn(folder, "commit", "--quiet", "--message", "begin");
        return folder;
    }

    private string HistoryOf(int commits)
    {
        var origin = NewRepository("origin", "0.cs");
        for (var number = 1; number < commits; number++)
        {
            File.WriteAllText(Path.Combine(origin, $"{number}.cs"), $"class C{number};\n");
            CapturedRepository.GitIn(origin, "add", "--all");
            CapturedRepository.GitIn(origin, "commit", "--quiet", "--message", $"{number}");
        }

        return origin;
    }

    private void CloneFrom(string origin, params string[] options)
    {
        Directory.Delete(_repository.Root);
        CapturedRepository.GitIn(_repository.Beside(""), ["clone", "--quiet", .. options, $"file://{origin}", _repository.Root]);
    }
}
