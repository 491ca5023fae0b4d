using System.CommandLine;
using Backsmith.Cli.Running;
using Backsmith.Deliveries;
using Backsmith.Memory;
using Backsmith.Sandbox;
using Backsmith.Storage.Files;
using Backsmith.Storage.Memory;

namespace Backsmith.Cli.Commands;

/// <summary><c>memory</c>: what is remembered for this user and for a repository.</summary>
internal static class MemoryCommand
{
    public static Command Create() => new("memory", "Look at what is remembered, add to it, take away from it. Nothing is written into a repository.") { List(), Show(), Remember(), Forget() };

    private static Command List()
    {
        var (repo, user) = (SharedOptions.Repo(), User());
        var command = new Command("list", "List every entry with its id.") { repo, user };
        return Over(command, repo, user, async (_, stores, cancellationToken) =>
        {
            foreach (var store in stores)
            {
                foreach (var entry in await store.EntriesAsync(cancellationToken))
                {
                    Console.Out.WriteLine(PlainText.Line($"{entry.Id}  {Word(store.Level),-10}  {entry.Topic}  {entry.Line}"));
                }
            }

            return ExitCode.Clean;
        });
    }

    private static Command Show()
    {
        var topic = SharedOptions.OptionalOperand("TOPIC", "Print this topic whole; default: what is loaded at the start of an execution.");
        var (repo, user) = (SharedOptions.Repo(), User());
        var command = new Command("show", "Print memory as a model reads it.") { topic, repo, user };
        return Over(command, repo, user, async (parsed, stores, cancellationToken) =>
        {
            var wanted = parsed.GetValue(topic);
            var texts = new List<string>();
            foreach (var store in stores)
            {
                texts.Add(wanted is null ? await store.LoadAsync(cancellationToken) : await store.TopicAsync(wanted, cancellationToken) ?? "");
            }

            texts.RemoveAll(text => text.Length == 0);
            if (texts.Count == 0 && wanted is not null)
            {
                return await Refusal.SayAsync($"There is no topic '{wanted}'. 'backsmith memory list' lists what there is.", ExitCode.NothingToDo);
            }

            Console.Out.Write(string.Join('\n', texts.Select(PlainText.Lines)));
            return ExitCode.Clean;
        });
    }

    private static Command Remember()
    {
        var text = SharedOptions.Operand("TEXT", "What to remember. Nothing secret is kept.");
        var topic = new Option<string?>("--topic") { HelpName = "TOPIC", Description = "What it is about; default: general." };
        var title = new Option<string?>("--title") { HelpName = "TITLE", Description = "Replaces what was remembered with this topic and title; default: the first line of the text." };
        var (repo, user) = (SharedOptions.Repo(), User());
        var command = new Command("remember", "Keep something: for the repository, or for every repository with --user or outside of git.") { text, topic, title, repo, user };
        return Over(command, repo, user, async (parsed, stores, cancellationToken) =>
        {
            var store = stores[^1];
            var outcome = await store.RememberAsync(new NewMemory(parsed.GetValue(text)!, parsed.GetValue(topic), parsed.GetValue(title)), cancellationToken);
            var (code, said) = outcome switch
            {
                RememberOutcome.Added added => (ExitCode.Clean, $"{added.Entry.Id} remembered in {store.Folder}, topic {added.Entry.Topic}"),
                RememberOutcome.Replaced replaced => (ExitCode.Clean, $"{replaced.Entry.Id} replaced in topic {replaced.Entry.Topic}. Before: {replaced.Before.Line}"),
                RememberOutcome.Known known => (ExitCode.Clean, $"{known.Entry.Id} is known already, in topic {known.Entry.Topic}"),
                RememberOutcome.Refused refused => (ExitCode.Usage, refused.Reason),
                _ => (ExitCode.Clean, ""),
            };
            if (code != ExitCode.Clean)
            {
                return await Refusal.SayAsync(said, code);
            }

            Console.Out.WriteLine(PlainText.Line(said));
            return code;
        });
    }

    private static Command Forget()
    {
        var id = SharedOptions.Operand("ID", "Of an entry, as 'memory list' prints it.");
        var (repo, user) = (SharedOptions.Repo(), User());
        var command = new Command("forget", "Take an entry away.") { id, repo, user };
        return Over(command, repo, user, async (parsed, stores, cancellationToken) =>
        {
            foreach (var store in stores)
            {
                if (await store.ForgetAsync(parsed.GetValue(id)!, cancellationToken) is { } entry)
                {
                    Console.Out.WriteLine(PlainText.Line($"{entry.Id} forgotten: {entry.Line}"));
                    return ExitCode.Clean;
                }
            }

            return await Refusal.SayAsync($"There is no entry '{parsed.GetValue(id)}'. 'backsmith memory list' lists what there is.", ExitCode.NothingToDo);
        });
    }

    /// <summary>Runs a command over the user's memory and, behind it, that of the repository; the latter only inside of git or when it is named.</summary>
    private static Command Over(Command command, Option<string?> repo, Option<bool> user, Func<ParseResult, IReadOnlyList<FileMemoryStore>, CancellationToken, Task<int>> run)
    {
        command.Validators.Add(result =>
        {
            if (result.GetValue(user) && result.GetValue(repo) is not null)
            {
                result.AddError("--user and --repo exclude each other.");
            }
        });
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var named = parsed.GetValue(repo);
            var located = KernelSandbox.Locate(Path.GetFullPath(named ?? "."));
            if (named is not null && located.Repository is null)
            {
                return await Refusal.SayAsync(located.Refusal!, ExitCode.NothingToDo);
            }

            if (await Workplace.RefusePlacesAsync(Path.GetFullPath(named ?? "."), null) is { } misplaced)
            {
                return misplaced;
            }

            var state = StateFolder.Locate(Environment.GetEnvironmentVariable);
            var own = !parsed.GetValue(user) && located.Repository is { } repository && (named is not null || repository.HasGit) ? FileMemoryStore.Of(state, repository) : null;
            return await run(parsed, own is null ? [FileMemoryStore.User(state)] : [FileMemoryStore.User(state), own], cancellationToken);
        });
        return command;
    }

    private static Option<bool> User() => new("--user") { Description = "Only what is remembered for every repository." };

    private static string Word(MemoryLevel level) => level == MemoryLevel.User ? "user" : "repository";
}
