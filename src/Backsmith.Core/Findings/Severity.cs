namespace Backsmith.Findings;

/// <summary>How bad a finding is. Follows SARIF 2.1.0 <c>level</c> (§3.27.10) without <c>none</c>.</summary>
public enum Severity
{
    /// <summary>Worth knowing; never fails a run by default.</summary>
    Note,

    /// <summary>Should be repaired; fails a run by default.</summary>
    Warning,

    /// <summary>Exploitable, or loses data.</summary>
    Error,
}
