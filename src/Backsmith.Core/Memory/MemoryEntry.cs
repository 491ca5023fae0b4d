namespace Backsmith.Memory;

/// <summary>For whom something is remembered.</summary>
public enum MemoryLevel
{
    /// <summary>For every repository of this user.</summary>
    User,

    /// <summary>For one repository.</summary>
    Repository,
}

/// <summary>Something worth knowing in the next execution.</summary>
/// <param name="Id">Eight hexadecimal digits, made of topic and title: unique in its level.</param>
/// <param name="Topic">What it is about: lower case letters, digits and hyphens.</param>
/// <param name="Title">One line.</param>
/// <param name="Text">The rest, of several lines; empty when the title says it all.</param>
public sealed record MemoryEntry(string Id, string Topic, string Title, string Text)
{
    private const int Width = 200;

    /// <summary>Title and text as one line, cut at a word.</summary>
    public string Line
    {
        get
        {
            var line = Text.Length == 0 ? Title : $"{Title}: {string.Join(' ', Text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))}";
            return line.Length <= Width ? line : MemoryText.Cut(line, Width) + " …";
        }
    }
}

/// <summary>Something to remember.</summary>
/// <param name="Text">What. Its first line is the title when there is no other.</param>
/// <param name="Topic">What it is about; default <c>general</c>.</param>
/// <param name="Title">Names it: what is remembered later with the same topic and title replaces it.</param>
public sealed record NewMemory(string Text, string? Topic = null, string? Title = null);

/// <summary>What became of something to remember.</summary>
public abstract record RememberOutcome
{
    private RememberOutcome()
    {
    }

    /// <summary>It is new.</summary>
    public sealed record Added(MemoryEntry Entry) : RememberOutcome;

    /// <summary>It stands in the place of what was remembered with the same topic and title.</summary>
    public sealed record Replaced(MemoryEntry Entry, MemoryEntry Before) : RememberOutcome;

    /// <summary>The same was known already; nothing was written.</summary>
    public sealed record Known(MemoryEntry Entry) : RememberOutcome;

    /// <summary>Nothing was written, and why.</summary>
    public sealed record Refused(string Reason) : RememberOutcome;
}
