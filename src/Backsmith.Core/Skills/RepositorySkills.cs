using System.Globalization;
using System.Text;
using Backsmith.Sandboxes;

namespace Backsmith.Skills;

/// <summary>Skills that a repository brings along. They are instructions of whoever wrote the repository: read only when the user trusts it, and only inside the sandbox.</summary>
public static class RepositorySkills
{
    private const int Parts = 4;

    private static readonly string[] Roots = [".agents", ".claude", ".codex"];

    /// <summary>Where they are looked for, relative to the repository's root; of two with one name the earlier folder wins. In the home folder the same names are used.</summary>
    public static IReadOnlyList<string> Folders { get; } = [.. Roots.Select(root => root + "/skills")];

    /// <summary>Reads the skills of a copy. Links are not followed; ignored files are not in a copy.</summary>
    /// <exception cref="IOException">The copy cannot be read.</exception>
    public static async Task<IReadOnlyList<SkillFolder>> ReadAsync(IThrowAwayCopy copy, CancellationToken cancellationToken)
    {
        var command = new CopyCommand("skills", ["find", "-P", .. Roots, "-path", "*/skills/*/*", "-type", "f", "-printf", @"%s %p\0"], Writes: false, TimeSpan.FromMinutes(1));
        var found = await copy.RunAsync(command, cancellationToken);
        if (found.Run.End != CommandEnd.Exited)
        {
            throw new IOException($"The repository's skills could not be listed: {Encoding.UTF8.GetString(found.Errors).Trim()}");
        }

        var files = Listed(Encoding.UTF8.GetString(found.Output));
        var wanted = files.Where(file => SkillFolder.IsRead(file.Inside) && file.Size <= SkillFolder.LargestFile).Select(file => file.Path).ToList();
        var contents = wanted.Count == 0 ? [] : await copy.ReadAsync(wanted, cancellationToken);
        var texts = contents.Where(file => file.Mode is "100644" or "100755").ToDictionary(file => file.Path, file => file.Content);
        return
        [
            .. files.GroupBy(file => file.Folder)
                .OrderBy(skill => Folders.ToList().FindIndex(folder => skill.Key.StartsWith(folder, StringComparison.Ordinal))).ThenBy(skill => skill.Key, StringComparer.Ordinal)
                .Where(skill => skill.Any(file => file.Inside == SkillFolder.Main))
                .Select(skill => new SkillFolder(SkillOrigin.Repository, skill.Key, skill.ToDictionary(file => file.Inside, file => texts.GetValueOrDefault(file.Path)))),
        ];
    }

    private static List<(string Path, long Size, string Folder, string Inside)> Listed(string output)
    {
        var files = new List<(string Path, long Size, string Folder, string Inside)>();
        foreach (var entry in output.Split('\0'))
        {
            if (entry.Split(' ', 2) is [var size, var path] && path.Split('/', Parts) is [_, "skills", _, var inside] && long.TryParse(size, CultureInfo.InvariantCulture, out var length))
            {
                files.Add((path, length, path[..^(inside.Length + 1)], inside));
            }
        }

        return [.. files.GroupBy(file => file.Folder).SelectMany(skill => skill.OrderBy(file => file.Path, StringComparer.Ordinal).Take(SkillFolder.MostFiles))];
    }
}
