namespace Backsmith.Agents.Roles;

/// <summary>Who a worker is: a Markdown file with frontmatter.</summary>
/// <param name="Name">As it is asked for: lower case, hyphens.</param>
/// <param name="Description">What it does, and when it is called for.</param>
/// <param name="Tools">Names of the tools it may use; empty for all.</param>
/// <param name="Body">What the worker reads first.</param>
public sealed record Role(string Name, string Description, IReadOnlyList<string> Tools, string Body);
