using System.Text;
using Backsmith.Skills;

namespace Backsmith.Core.Tests.Skills;

/// <summary>Skills made of texts.</summary>
internal static class SkillFiles
{
    public const string Description = "Makes things. Use when a task asks for things.";

    /// <summary>A folder with one main file, and others that hold a word each unless they are told to hold more.</summary>
    public static SkillFolder Folder(string name, string main, params (string Path, string Text)[] more) => new(
        SkillOrigin.Home,
        "/home/ada/.agents/skills/" + name,
        more.Prepend((SkillFolder.Main, main)).ToDictionary(file => file.Item1, file => (byte[]?)Encoding.UTF8.GetBytes(file.Item2)));

    public static string Text(string name, string description = Description, string body = "Do it.", string fields = "") => $"---\nname: {name}\ndescription: {description}\n{fields}---\n\n{body}\n";

    public static Skill Skill(string name, string description, SkillOrigin origin = SkillOrigin.Home) =>
        SkillReader.Read(Folder(name, Text(name, description)) with { Origin = origin }).Skill!;

    /// <summary>A folder of the source tree, without what its exam builds.</summary>
    public static SkillFolder OfTree(string name)
    {
        var root = Path.Combine(SourceTree.Root, "skills", name);
        var files = Directory.GetFiles(root, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(root, file)).Where(file => !file.Contains("/bin/") && !file.Contains("/obj/"));
        return new SkillFolder(SkillOrigin.Product, root, files.ToDictionary(file => file, file => SkillFolder.IsRead(file) ? File.ReadAllBytes(Path.Combine(root, file)) : null));
    }

    public static IReadOnlyList<string> Names { get; } =
        [.. Directory.GetDirectories(Path.Combine(SourceTree.Root, "skills")).Select(folder => Path.GetFileName(folder)!).Order(StringComparer.Ordinal)];
}
