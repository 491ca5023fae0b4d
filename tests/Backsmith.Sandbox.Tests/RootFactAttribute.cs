using Xunit;

namespace Backsmith.Sandbox.Tests;

/// <summary>A test of what only root does; skipped, with the reason, for everybody else.</summary>
public sealed class RootFactAttribute : FactAttribute
{
    public RootFactAttribute()
    {
        if (!Environment.IsPrivilegedProcess)
        {
            Skip = "Only root can try this.";
        }
    }
}
