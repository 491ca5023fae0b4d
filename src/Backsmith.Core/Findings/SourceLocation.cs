namespace Backsmith.Findings;

/// <summary>A region of a file. Lines and columns count from 1; the end is exclusive in the column, as in SARIF regions.</summary>
/// <param name="Path">Relative to the repository root, forward slashes.</param>
public sealed record SourceLocation(string Path, int StartLine, int StartColumn, int EndLine, int EndColumn);

/// <summary>One step of the way a value takes from its source to where it does harm (SARIF <c>threadFlowLocation</c>).</summary>
/// <param name="Location">Where the step stands.</param>
/// <param name="Message">What happens to the value there.</param>
public sealed record FlowStep(SourceLocation Location, string Message);
