using Backsmith.Findings;

namespace Backsmith.Inspection;

/// <summary>Asks for a review.</summary>
/// <param name="Subject">Folder, solution or project relative to the repository root; empty for all.</param>
/// <param name="ReadOnlyPaths">Paths a patch cannot change; findings there offer no fix.</param>
public sealed record ReviewRequest(string Subject, IReadOnlyList<string> ReadOnlyPaths);

/// <summary>A project as it was loaded.</summary>
/// <param name="Path">Project file, relative to the repository root.</param>
/// <param name="TargetFramework">For example <c>net10.0</c>; a project with several frameworks appears once for each.</param>
/// <param name="IsTest">Whether it is a test project.</param>
/// <param name="Files">C# files compiled, generated ones excluded.</param>
/// <param name="Lines">Lines in those files.</param>
/// <param name="UnresolvedNames">Distinct names the compiler could not bind; 0 when everything was restored.</param>
/// <param name="MissingPackages">Package ids that could not be restored.</param>
public sealed record InspectedProject(
    string Path,
    string TargetFramework,
    bool IsTest,
    int Files,
    int Lines,
    int UnresolvedNames,
    IReadOnlyList<string> MissingPackages)
{
    /// <summary>Whether MSBuild could not load it, so that its files were read with the framework's own types alone; default false.</summary>
    public bool StandIn { get; init; }
}

/// <summary>What a review saw.</summary>
/// <param name="Rules">Every rule that ran, ours and the SDK's.</param>
/// <param name="Findings">Ordered by path, line, column, rule. Generated code is left out.</param>
/// <param name="Projects">What was loaded.</param>
/// <param name="Limitations">What could not be seen and what that weakens; one sentence each. Missing packages and names that could not be bound are told by <paramref name="Projects"/>.</param>
public sealed record Review(
    IReadOnlyList<Rule> Rules,
    IReadOnlyList<Finding> Findings,
    IReadOnlyList<InspectedProject> Projects,
    IReadOnlyList<string> Limitations);

/// <summary>Asks for the combined fix of some findings.</summary>
/// <param name="Fingerprints">Findings of the last review, at least one.</param>
public sealed record FixRequest(IReadOnlyList<string> Fingerprints);

/// <summary>New content of a file, byte for byte; encoding, BOM and line endings are those of the file before.</summary>
/// <param name="Path">Relative to the repository root.</param>
/// <param name="Content">Null deletes the file.</param>
public sealed record FileEdit(string Path, byte[]? Content);

/// <summary>What became of one finding in a fix.</summary>
/// <param name="Fingerprint">The finding.</param>
/// <param name="Title">What the fix does, when it was made.</param>
/// <param name="Refusal">Why no fix was made, when none was; null otherwise.</param>
public sealed record FixedFinding(string Fingerprint, string? Title, string? Refusal);

/// <summary>The combined effect of the fixes.</summary>
/// <param name="Files">Whole files after the fixes.</param>
/// <param name="Findings">One entry for each finding asked for.</param>
public sealed record FixOutcome(IReadOnlyList<FileEdit> Files, IReadOnlyList<FixedFinding> Findings);

/// <summary>A run of changed lines, counted from 1, both ends inclusive.</summary>
public sealed record LineRange(int First, int Last);

/// <summary>The lines a patch added or changed in one file, as they stand after it.</summary>
public sealed record ChangedFile(string Path, IReadOnlyList<LineRange> Lines);

/// <summary>Asks for a look at changed lines.</summary>
public sealed record ChangeReviewRequest(IReadOnlyList<ChangedFile> Files);

/// <summary>A changed line that the formatter would write differently.</summary>
public sealed record FormattingDrift(string Path, int Line);

/// <summary>Changed lines that repeat a block that stands elsewhere.</summary>
public sealed record DuplicateBlock(SourceLocation Added, SourceLocation Standing, int Tokens);

/// <summary>What the look at changed lines saw.</summary>
public sealed record ChangeReview(IReadOnlyList<FormattingDrift> Formatting, IReadOnlyList<DuplicateBlock> Duplicates);
