using System.Text.RegularExpressions;
using Backsmith.Deliveries;
using Backsmith.Repositories;
using Backsmith.Skills;
using Backsmith.Skills.Choice;
using Backsmith.Storage;
using Backsmith.Storage.Files;
using Backsmith.Storage.Skills;

namespace Backsmith.Cli.Running;

/// <summary>Where the skills of a command come from.</summary>
internal static partial class SkillSources
{
    /// <summary>Skills that ship with the product.</summary>
    public static string ProductFolder { get; } = Path.Combine(AppContext.BaseDirectory, "skills");

    /// <summary>Skills of the product and of the home folder.</summary>
    public static IReadOnlyList<SkillFolder> OfMachine() =>
    [
        .. SkillFolderReader.Below(ProductFolder, SkillOrigin.Product),
        .. Environment.GetEnvironmentVariable("HOME") is { Length: > 0 } home ? RepositorySkills.Folders.SelectMany(folder => SkillFolderReader.Below(Path.Combine(home, folder), SkillOrigin.Home)) : [],
    ];

    /// <summary>Skills of a repository that the user trusts: data, read inside the sandbox.</summary>
    /// <param name="workplace">With a sandbox that works.</param>
    /// <param name="repository">Whose.</param>
    /// <param name="revision">Of which revision; null for the tree as it stands.</param>
    /// <param name="cancellationToken">Stops at once.</param>
    /// <returns>The skills, or why they cannot be read.</returns>
    public static async Task<(IReadOnlyList<SkillFolder> Folders, string? Refusal)> OfRepositoryAsync(
        Workplace workplace, Repository repository, string? revision, CancellationToken cancellationToken)
    {
        var captured = await workplace.Sandbox.CaptureAsync(repository, revision, cancellationToken);
        if (captured.Snapshot is not { } snapshot)
        {
            return ([], captured.Refusal);
        }

        await using var copy = await workplace.Sandbox.OpenCopyAsync(repository, snapshot, cancellationToken);
        return (await RepositorySkills.ReadAsync(copy, cancellationToken), null);
    }

    /// <summary>Says on standard error that a repository brings skills along, when it does and they are not read.</summary>
    public static async Task TellUntrustedAsync(Repository repository)
    {
        if (Offered(repository) is { Count: > 0 } offered)
        {
            await Console.Error.WriteLineAsync($"backsmith: {string.Join(" and ", offered)} of {PlainText.Line(repository.Root)} is not read. If you trust who wrote it: --trust-repository-skills");
        }
    }

    /// <summary>Says on standard error which skills cannot be used, and why.</summary>
    public static async Task TellUnreadableAsync(SkillLibrary library)
    {
        foreach (var unreadable in library.Unreadable)
        {
            await Console.Error.WriteLineAsync($"backsmith: {PlainText.Line(unreadable.Folder.Location)} cannot be used: {PlainText.Line(unreadable.Problems[0].Message)}");
        }
    }

    /// <summary>Folders of a repository that hold skills, as far as their names tell; nothing of them is read. Those of the home folder are no repository's.</summary>
    private static IReadOnlyList<string> Offered(Repository repository) =>
        repository.Root == Environment.GetEnvironmentVariable("HOME")?.TrimEnd('/') ? [] : [.. RepositorySkills.Folders.Where(folder => Directory.Exists(Path.Combine(repository.Root, folder)))];

    /// <summary>The product's decision table with the user's own beside it: the file of the same name in the state folder.</summary>
    /// <exception cref="StorageException">The user's table cannot be read; the message says where and why.</exception>
    public static DecisionTable Table()
    {
        var (product, problem) = DecisionTable.Read(File.ReadAllText(Path.Combine(ProductFolder, DecisionTable.FileName)));
        var own = Path.Combine(StateFolder.Locate(Environment.GetEnvironmentVariable).Root, DecisionTable.FileName);
        if (product is null)
        {
            throw new StorageException(StorageFault.Damaged, $"{Path.Combine(ProductFolder, DecisionTable.FileName)}: {problem}");
        }

        if (!File.Exists(own))
        {
            return product;
        }

        var (table, wrong) = DecisionTable.Read(File.ReadAllText(own));
        return table is null ? throw new StorageException(StorageFault.Damaged, $"{own}: {wrong}") : product.With(table);
    }

    /// <summary>Ids of the rules there are: those with a page, and those of the SDK that are hosted.</summary>
    public static IReadOnlySet<string> Rules()
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "rules");
        var own = Directory.GetFiles(folder, "BS*.md").Select(page => Path.GetFileNameWithoutExtension(page)!);
        var hosted = HostedRow().Matches(File.ReadAllText(Path.Combine(folder, "hosted.md"))).Select(row => row.Groups["id"].Value);
        return own.Concat(hosted).ToHashSet();
    }

    [GeneratedRegex(@"^\| \[(?<id>[A-Z]{2,}\d+)\]", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex HostedRow();
}
