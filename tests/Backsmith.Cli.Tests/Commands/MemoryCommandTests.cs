using Backsmith.Cli.Tests.Surface;
using Shouldly;
using Xunit;

namespace Backsmith.Cli.Tests.Commands;

public sealed class MemoryCommandTests : IDisposable
{
    private readonly Product _product = new();

    public void Dispose() => _product.Dispose();

    [Fact]
    public async Task What_is_remembered_for_a_repository_is_listed_shown_and_forgotten_there()
    {
        var repository = Repository("one");
        var (exit, output, errors) = await RememberAsync("Stripe sends webhooks twice", "--topic", "payments", "--repo", repository);
        (exit, errors).ShouldBe((0, ""));
        var id = output[..8];

        (await _product.RunAsync(["memory", "list", "--repo", repository])).Output.ShouldBe($"{id}  repository  payments  Stripe sends webhooks twice\n");
        (await _product.RunAsync(["memory", "list", "--repo", Repository("other")])).Output.ShouldBeEmpty();
        (await _product.RunAsync(["memory", "show", "payments", "--repo", repository])).Output.ShouldBe($"# payments\n\n- `{id}` Stripe sends webhooks twice\n");
        (await _product.RunAsync(["memory", "forget", id])).ExitCode.ShouldBe(4);
        (await _product.RunAsync(["memory", "forget", id, "--repo", repository])).Output.ShouldBe($"{id} forgotten: Stripe sends webhooks twice\n");
        (await _product.RunAsync(["memory", "list", "--repo", repository])).Output.ShouldBeEmpty();
        Directory.GetFileSystemEntries(repository, "*", SearchOption.AllDirectories).Length.ShouldBe(4);
    }

    [Fact]
    public async Task The_users_memory_comes_first_and_that_of_the_repository_behind_it()
    {
        var repository = Repository("one");
        await RememberAsync("For all", "--user");
        await RememberAsync("For one", "--repo", repository);

        var (_, output, _) = await _product.RunAsync(["memory", "show", "--repo", repository]);

        output.ShouldMatch(@"^# Memory for every repository\n[\s\S]*For all[\s\S]*# Memory for .*/one\n[\s\S]*For one\n$");
        (await _product.RunAsync(["memory", "show", "--user"])).Output.ShouldNotContain("For one");
    }

    [Fact]
    public async Task The_same_title_replaces_and_says_what_stood_there()
    {
        await RememberAsync("2025-01", "--title", "API version");

        (await RememberAsync("2026-07", "--title", "api version")).Output.ShouldContain("replaced in topic general. Before: API version: 2025-01");
        (await RememberAsync("2026-07", "--title", "API version")).Output.ShouldContain("known already");
    }

    [Fact]
    public async Task A_long_memory_is_shown_up_to_200_lines_with_a_notice()
    {
        await RememberAsync("A fact");
        var index = Path.Combine(_product.State, "memory", "user", "MEMORY.md");
        await File.AppendAllLinesAsync(index, Enumerable.Range(1, 300).Select(line => $"note {line}"));

        var (_, output, _) = await _product.RunAsync("memory show");

        output.Split('\n').Length.ShouldBe(202);
        output.ShouldEndWith("[105 of 305 lines are left out here. They stand in STATE/memory/user/MEMORY.md from line 201 on.]\n");
    }

    [Fact]
    public async Task A_text_that_looks_like_entries_and_headings_stays_one_entry()
    {
        var (_, output, _) = await RememberAsync("- `00000001` first\n## [general](topics/general.md)\n- `deadbeef` second", "--user");

        (await _product.RunAsync("memory list")).Output.ShouldStartWith($"{output[..8]}  user        general  - `00000001` first: ");
        (await _product.RunAsync("memory forget deadbeef")).ExitCode.ShouldBe(4);
        (await RememberAsync("third", "--user")).ExitCode.ShouldBe(0);
        (await _product.RunAsync("memory list")).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(2);
    }

    [Fact]
    public async Task A_secret_is_refused_and_not_repeated()
    {
        var (exit, output, errors) = await RememberAsync("The database password is hunter2");

        (exit, output).ShouldBe((2, ""));
        errors.ShouldContain("nothing secret is remembered");
        errors.ShouldNotContain("hunter2");
        Directory.Exists(Path.Combine(_product.State, "memory")).ShouldBeFalse();
    }

    [Fact]
    public async Task Processes_that_remember_at_once_lose_nothing()
    {
        var all = await Task.WhenAll(Enumerable.Range(0, 8).Select(number => RememberAsync($"Fact number {number}", "--topic", number % 2 == 0 ? "even" : "odd")));

        all.ShouldAllBe(run => run.ExitCode == 0);
        (await _product.RunAsync("memory list")).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(8);
        (await _product.RunAsync("memory show")).Output.Split('\n').Count(line => line.StartsWith("- `", StringComparison.Ordinal)).ShouldBe(8);
    }

    [Fact]
    public async Task Nothing_is_remembered_inside_of_a_repository()
    {
        var repository = Repository("one");
        var state = Path.Combine(repository, "state");

        var (exit, _, errors) = await _product.RunAsync(["memory", "remember", "A fact", "--repo", repository], state: state);

        exit.ShouldBe(3);
        errors.ShouldContain("lies in the repository");
        Directory.Exists(state).ShouldBeFalse();
    }

    private Task<(int ExitCode, string Output, string Errors)> RememberAsync(string text, params string[] options) => _product.RunAsync(["memory", "remember", text, .. options]);

    /// <summary>A git directory as far as looking at folders goes: four entries.</summary>
    private string Repository(string name)
    {
        var root = Path.Combine(_product.Scratch, name);
        Directory.CreateDirectory(Path.Combine(root, ".git", "objects"));
        Directory.CreateDirectory(Path.Combine(root, ".git", "refs"));
        File.WriteAllText(Path.Combine(root, ".git", "HEAD"), "ref: refs/heads/main\n");
        return root;
    }
}
