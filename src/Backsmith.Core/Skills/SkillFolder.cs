using System.Text;

namespace Backsmith.Skills;

/// <summary>The files of one skill, as somebody read them. No link inside of it was followed.</summary>
/// <param name="Origin">Where it comes from.</param>
/// <param name="Location">The folder: an absolute path, or relative to the repository's root.</param>
/// <param name="Files">Every regular file by its path below the folder, with forward slashes. Content is null where only the name is known.</param>
public sealed record SkillFolder(SkillOrigin Origin, string Location, IReadOnlyDictionary<string, byte[]?> Files)
{
    /// <summary>The file that makes a folder a skill.</summary>
    public const string Main = "SKILL.md";

    /// <summary>Largest file whose content is read, in bytes.</summary>
    public const int LargestFile = 1 << 20;

    /// <summary>Most files that are listed of one skill; of a folder with more the rest is as if it were not there.</summary>
    public const int MostFiles = 2000;

    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    /// <summary>The folder's own name.</summary>
    public string Name => Location.TrimEnd('/') is var path ? path[(path.LastIndexOf('/') + 1)..] : "";

    /// <summary>Whether the content of a file is read when the skill is found, and not its name alone: Markdown, checks, and what describes the exam.</summary>
    public static bool IsRead(string path) =>
        (path.EndsWith(".md", StringComparison.Ordinal) || path.EndsWith(".json", StringComparison.Ordinal) || path == ExamFile.Solution)
        && !path.StartsWith(ExamFile.Repository, StringComparison.Ordinal) && !path.StartsWith(ExamFile.Acceptance, StringComparison.Ordinal);

    /// <summary>A file as text; null when it is not there, was not read, or is not UTF-8.</summary>
    public string? Text(string path)
    {
        if (Files.GetValueOrDefault(path) is not { } bytes)
        {
            return null;
        }

        try
        {
            return Strict.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }
}
