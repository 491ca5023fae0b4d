namespace Backsmith.Repositories;

/// <summary>Where a task works: a folder on the user's machine that is never written to, except by <c>apply</c>.</summary>
/// <param name="Root">Absolute path of the git top level, or of the folder itself when it is not in a git repository. Paths in patches are relative to it.</param>
/// <param name="Subject">What the user named, relative to <paramref name="Root"/> with forward slashes: a folder, a solution or a project. Empty means all of it.</param>
/// <param name="HasGit">Whether <paramref name="Root"/> is the top level of a git working tree.</param>
public sealed record Repository(string Root, string Subject, bool HasGit);
