namespace Backsmith.Snapshots;

/// <summary>The tracked and unignored files of a repository as they stood at one moment, bytes unconverted. Immutable; the base of every patch.</summary>
/// <param name="TreeId">Git object id (40 hexadecimal digits) of the tree of raw bytes: no end-of-line conversion, no filters.</param>
/// <param name="HeadCommit">The commit that HEAD named, or null in a folder without git or without commits.</param>
/// <param name="Files">Number of files in the tree.</param>
/// <param name="Notices">What the reader must know: submodules taken as they stand, LFS pointers, files skipped and why. One sentence each.</param>
/// <param name="ReadOnlyPaths">Paths (files or folders, relative, forward slashes) that are part of the tree but that a patch cannot change, such as submodules.</param>
public sealed record Snapshot(
    string TreeId,
    string? HeadCommit,
    int Files,
    IReadOnlyList<string> Notices,
    IReadOnlyList<string> ReadOnlyPaths);
