using System.ComponentModel;
using Backsmith.Inspection;
using Backsmith.Secrets;

namespace Backsmith.Agents.Tools;

/// <summary>Replaces a piece of a file.</summary>
public sealed class EditTool : AgentTool<EditTool.Arguments>
{
    /// <summary>What to replace.</summary>
    /// <param name="Path">File relative to the root.</param>
    /// <param name="Old">Text that stands there now.</param>
    /// <param name="New">Text in its place.</param>
    /// <param name="All">Whether every occurrence is meant.</param>
    public sealed record Arguments(
        [property: Description("File relative to the repository's root.")] string Path,
        [property: Description("Text that stands in the file now, whole lines with their indentation, long enough to occur once.")] string Old,
        [property: Description("Text that takes its place.")] string New,
        [property: Description("Replace every occurrence.")] bool All = false);

    /// <inheritdoc/>
    public override string Name => "edit";

    /// <inheritdoc/>
    public override bool Writes => true;

    internal override async ValueTask<ToolAnswer> RunAsync(Arguments arguments, ToolContext context, CancellationToken cancellationToken)
    {
        if (RelativePath.Problem(arguments.Path) is { } problem)
        {
            return ToolAnswer.Wrong(problem);
        }

        if (await context.Workspace.ReadAsync(arguments.Path, cancellationToken) is not { } file)
        {
            return ToolAnswer.Wrong($"There is no text file '{arguments.Path}'. To make one, use write.");
        }

        var (old, fresh) = Unmasked(file.Raw, file.InForm(arguments.Old), file.InForm(arguments.New), context.Secrets);
        if (old.Length == 0 || old == fresh)
        {
            return ToolAnswer.Wrong(old.Length == 0 ? "'old' is empty. To make a file, use write." : "'old' and 'new' are the same.");
        }

        if (fresh.Contains(Redaction.Mark, StringComparison.Ordinal) && !file.Raw.Contains(Redaction.Mark, StringComparison.Ordinal))
        {
            return ToolAnswer.Wrong($"'{Redaction.Mark}' stands for a secret that you are not shown. Leave such lines as they are, or take the secret out whole.");
        }

        var places = Places(file.Raw, old).ToList();
        if (places.Count == 0)
        {
            return ToolAnswer.Wrong($"'old' does not stand in '{arguments.Path}'. {Hint(file.Text, arguments.Old)}");
        }

        if (places.Count > 1 && !arguments.All)
        {
            var lines = string.Join(", ", places.Take(10).Select(at => file.Raw.AsSpan(0, at).Count('\n') + 1));
            return ToolAnswer.Wrong($"'old' stands in '{arguments.Path}' {places.Count} times, at lines {lines}. Take more lines around it, or set all.");
        }

        var raw = file.Raw.Replace(old, fresh, StringComparison.Ordinal);
        await context.Workspace.WriteAsync([new FileEdit(arguments.Path, file.Write(raw))], cancellationToken);
        return ToolAnswer.Ok($"{places.Count} {(places.Count == 1 ? "place" : "places")} changed, from line {file.Raw.AsSpan(0, places[0]).Count('\n') + 1}.");
    }

    /// <summary>A model sees a mark where a secret stands. In <c>old</c> the mark means the secret that stands there; in <c>new</c>, the same one again.</summary>
    private static (string Old, string New) Unmasked(string raw, string old, string fresh, IReadOnlyList<string> secrets)
    {
        if (!old.Contains(Redaction.Mark, StringComparison.Ordinal))
        {
            return (old, fresh);
        }

        foreach (var secret in secrets)
        {
            var meant = old.Replace(Redaction.Mark, secret, StringComparison.Ordinal);
            if (raw.Contains(meant, StringComparison.Ordinal))
            {
                return (meant, fresh.Replace(Redaction.Mark, secret, StringComparison.Ordinal));
            }
        }

        return (old, fresh);
    }

    private static IEnumerable<int> Places(string text, string piece)
    {
        for (var at = text.IndexOf(piece, StringComparison.Ordinal); at >= 0; at = text.IndexOf(piece, at + piece.Length, StringComparison.Ordinal))
        {
            yield return at;
        }
    }

    /// <summary>Where the first line stands when only the white space differs.</summary>
    private static string Hint(string text, string old)
    {
        var first = old.Split('\n').Select(line => line.Trim()).FirstOrDefault(line => line.Length > 0);
        var lines = text.Split('\n');
        var at = first is null ? -1 : Array.FindIndex(lines, line => line.Trim() == first);
        return at < 0 ? "Read the file again: it must be there character by character." : $"Its first line stands at line {at + 1} as \"{lines[at]}\"; white space and what follows must be the same.";
    }
}
