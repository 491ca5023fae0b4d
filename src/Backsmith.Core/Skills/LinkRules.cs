using Backsmith.Frontmatter;

namespace Backsmith.Skills;

/// <summary>Links of a skill: they stay in its folder, lead somewhere, and no file is further than one step from <c>SKILL.md</c>.</summary>
internal static class LinkRules
{
    private const string References = "references/";

    /// <summary>What is wrong with the links of a skill and of its references.</summary>
    public static IEnumerable<SkillProblem> Check(SkillFolder folder, FrontmatterText document)
    {
        var links = MarkdownLinks.In(document.Body, document.BodyLine).ToList();
        foreach (var link in links)
        {
            if (Wrong(folder, SkillFolder.Main, link) is { } problem)
            {
                yield return problem;
            }
        }

        foreach (var reference in folder.Files.Keys.Where(IsReference).Order(StringComparer.Ordinal))
        {
            if (!document.Body.Contains(reference, StringComparison.Ordinal))
            {
                yield return new SkillProblem(reference, 0, $"{SkillFolder.Main} does not lead to this file, so nobody reads it. Link it, or take it away.");
            }

            foreach (var problem in Onward(folder, reference, document.Body))
            {
                yield return problem;
            }
        }
    }

    private static IEnumerable<SkillProblem> Onward(SkillFolder folder, string reference, string body)
    {
        foreach (var link in MarkdownLinks.In(folder.Text(reference) ?? "", 1))
        {
            if (Wrong(folder, reference, link) is { } problem)
            {
                yield return problem;
            }
            else if (Resolve(folder, reference, link.Target) is { } target && target != SkillFolder.Main && target.EndsWith(".md", StringComparison.Ordinal) && !body.Contains(target, StringComparison.Ordinal))
            {
                yield return new SkillProblem(reference, link.Line, $"'{link.Target}' is two steps away from {SkillFolder.Main}. Link it there, too.");
            }
        }
    }

    private static SkillProblem? Wrong(SkillFolder folder, string from, MarkdownLink link)
    {
        var paths = Candidates(from, link.Target);
        var message =
            link.Target.StartsWith('/') || paths.Count == 0 ? $"'{link.Target}' leads out of the skill's folder. Link files of the folder by their path below it."
            : Resolve(folder, from, link.Target) is not { } target ? $"There is no '{link.Target}' in the skill's folder. Links are relative to it."
            : target.Count(letter => letter == '/') > 1 && from == SkillFolder.Main ? $"'{link.Target}' lies deeper than one folder. Keep references one level deep."
            : null;
        return message is null ? null : new SkillProblem(from, link.Line, message);
    }

    /// <summary>The file that a link names: beside the file it stands in, else below the skill's folder; null when there is none.</summary>
    private static string? Resolve(SkillFolder folder, string from, string target) =>
        Candidates(from, target).Find(path => folder.Files.ContainsKey(path) || folder.Files.Keys.Any(file => file.StartsWith(path.TrimEnd('/') + "/", StringComparison.Ordinal)));

    private static List<string> Candidates(string from, string target)
    {
        var beside = from.Contains('/', StringComparison.Ordinal) ? from[..(from.LastIndexOf('/') + 1)] + target : target;
        return [.. new[] { Inside(beside), Inside(target) }.OfType<string>().Distinct()];
    }

    /// <summary>A path without its dots; null when it leaves the folder.</summary>
    private static string? Inside(string path)
    {
        var parts = new List<string>();
        foreach (var part in path.Split('/').Where(part => part is not ("" or ".")))
        {
            if (part != "..")
            {
                parts.Add(part);
            }
            else if (parts.Count == 0)
            {
                return null;
            }
            else
            {
                parts.RemoveAt(parts.Count - 1);
            }
        }

        return parts.Count == 0 ? null : string.Join('/', parts);
    }

    private static bool IsReference(string path) => path.StartsWith(References, StringComparison.Ordinal) && path.EndsWith(".md", StringComparison.Ordinal);
}
