using Backsmith.Memory;
using Backsmith.Repositories;
using Backsmith.Storage.Files;
using Backsmith.Storage.Memory;
using Shouldly;
using Xunit;

namespace Backsmith.Storage.Tests.Memory;

public sealed class FileMemoryStoreTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly FileMemoryStore _store;

    public FileMemoryStoreTests() => _store = FileMemoryStore.User(State);

    private StateFolder State => StateFolder.Locate(name => name == "BACKSMITH_HOME" ? _folder.Path : null);

    private string Index => Path.Combine(_store.Folder, "MEMORY.md");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task What_is_remembered_is_loaded_listed_and_forgotten()
    {
        var entry = (await RememberAsync("Stripe sends webhooks twice\nbecause it can", "payments")).ShouldBeOfType<RememberOutcome.Added>().Entry;

        (await _store.LoadAsync(default)).ShouldContain($"- `{entry.Id}` Stripe sends webhooks twice: because it can");
        (await _store.TopicAsync("Payments", default))!.ShouldContain("  because it can");
        (await _store.EntriesAsync(default)).ShouldBe([entry]);
        (await _store.ForgetAsync(entry.Id, default)).ShouldBe(entry);
        (await _store.EntriesAsync(default)).ShouldBeEmpty();
        (await _store.LoadAsync(default)).ShouldNotContain("Stripe");
        (await _store.TopicAsync("payments", default)).ShouldBeNull();
        (await _store.ForgetAsync(entry.Id, default)).ShouldBeNull();
    }

    [Fact]
    public async Task The_same_again_is_joined_and_a_new_text_of_the_same_title_replaces()
    {
        var first = await RememberAsync("2025-01", "payments", "API version");

        (await RememberAsync("2025 01!", "payments", "api VERSION")).ShouldBeOfType<RememberOutcome.Known>();
        (await RememberAsync("API version 2025-01", "elsewhere")).ShouldBeOfType<RememberOutcome.Known>();
        var replaced = (await RememberAsync("2026-07", "payments", "Api version")).ShouldBeOfType<RememberOutcome.Replaced>();
        replaced.Before.Text.ShouldBe("2025-01");
        replaced.Entry.Id.ShouldBe(((RememberOutcome.Added)first).Entry.Id);
        (await _store.EntriesAsync(default)).ShouldHaveSingleItem().Text.ShouldBe("2026-07");
        (await _store.LoadAsync(default)).ShouldNotContain("2025-01");
    }

    [Fact]
    public async Task Each_repository_has_a_memory_of_its_own()
    {
        var (one, other) = (FileMemoryStore.Of(State, new Repository("/src/one", "", true)), FileMemoryStore.Of(State, new Repository("/src/other", "", true)));
        await one.RememberAsync(new NewMemory("Only here"), default);

        (await other.EntriesAsync(default)).Concat(await _store.EntriesAsync(default)).ShouldBeEmpty();
        (await one.LoadAsync(default)).ShouldStartWith("# Memory for /src/one\n");
        (await other.LoadAsync(default)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_refusal_writes_nothing()
    {
        (await RememberAsync("password: Kx7!plum1")).ShouldBeOfType<RememberOutcome.Refused>();

        Directory.Exists(_store.Folder).ShouldBeFalse();
    }

    [Fact]
    public async Task Many_at_once_lose_nothing_of_each_other()
    {
        await Task.WhenAll(Enumerable.Range(0, 40).Select(number => FileMemoryStore.User(State).RememberAsync(new NewMemory($"Fact number {number}", $"topic{number % 3}"), default).AsTask()));

        (await _store.EntriesAsync(default)).Count.ShouldBe(40);
        (await File.ReadAllLinesAsync(Index)).Count(line => line.StartsWith("- `", StringComparison.Ordinal)).ShouldBe(40);
        Directory.GetFiles(_store.Folder, "*.tmp", SearchOption.AllDirectories).ShouldBeEmpty();
    }

    [Fact]
    public async Task Only_its_owner_may_read_it()
    {
        await RememberAsync("A fact");

        File.GetUnixFileMode(Index).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.GetUnixFileMode(_store.Folder).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    [Theory]
    [InlineData("MEMORY.md")]
    [InlineData("topics/general.md")]
    public async Task A_file_that_is_no_text_is_never_written_over(string name)
    {
        await RememberAsync("A fact");
        var path = Path.Combine(_store.Folder, name);
        await File.WriteAllBytesAsync(path, [0xFF, 0x00, 0xC3]);
        var before = Directory.GetFiles(_store.Folder, "*.md", SearchOption.AllDirectories).ToDictionary(file => file, File.ReadAllBytes);

        (await Should.ThrowAsync<StorageException>(async () => await RememberAsync("Another fact"))).Message.ShouldContain(path);

        foreach (var (file, content) in before)
        {
            (await File.ReadAllBytesAsync(file)).ShouldBe(content);
        }
    }

    [Fact]
    public async Task A_write_that_ended_between_its_two_files_is_made_good_by_the_next()
    {
        var one = ((RememberOutcome.Added)await RememberAsync("One")).Entry;
        File.Delete(Index);

        await RememberAsync("Two");
        (await _store.LoadAsync(default)).ShouldContain(one.Id);

        File.Delete(Path.Combine(_store.Folder, "topics", "general.md"));
        (await _store.ForgetAsync(one.Id, default)).ShouldNotBeNull();
        (await _store.LoadAsync(default)).ShouldNotContain(one.Id);
    }

    [Fact]
    public async Task A_topic_that_is_full_says_so()
    {
        await RememberAsync("A fact");
        var path = Path.Combine(_store.Folder, "topics", "general.md");
        await File.AppendAllTextAsync(path, new string('x', MemoryText.LargestTopic));

        ((RememberOutcome.Refused)await RememberAsync("Another fact")).Reason.ShouldContain("256 KiB");
        (await RememberAsync("Another fact", "other")).ShouldBeOfType<RememberOutcome.Added>();
    }

    [Fact]
    public async Task A_secret_that_somebody_wrote_by_hand_is_not_loaded()
    {
        await RememberAsync("A fact");
        await File.AppendAllTextAsync(Index, "the key is ghp_0123456789abcdefghijABCDEFGHIJ012345\n");

        (await _store.LoadAsync(default)).ShouldNotContain("ghp_0123");
    }

    [Fact]
    public async Task A_memory_that_is_read_only_is_told_with_the_way_out()
    {
        await RememberAsync("A fact");
        Directory.Delete(Path.Combine(_store.Folder, "topics"), recursive: true);
        await File.WriteAllTextAsync(Path.Combine(_store.Folder, "topics"), "a file");

        (await Should.ThrowAsync<StorageException>(async () => await RememberAsync("Another fact"))).Message.ShouldContain("BACKSMITH_HOME");
    }

    private async Task<RememberOutcome> RememberAsync(string text, string? topic = null, string? title = null) => await _store.RememberAsync(new NewMemory(text, topic, title), default);
}
