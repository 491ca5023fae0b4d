namespace Backsmith.Inspector.Fixing;

/// <summary>What became of a fix that was offered to an <see cref="EditSet"/>.</summary>
internal abstract record EditOutcome
{
    private EditOutcome()
    {
    }

    /// <summary>All of it was taken.</summary>
    internal sealed record Taken : EditOutcome;

    /// <summary>It touches what was taken before; it can be made in a later round.</summary>
    internal sealed record Collides : EditOutcome;

    /// <summary>It may not be made.</summary>
    /// <param name="Reason">A sentence.</param>
    internal sealed record Refused(string Reason) : EditOutcome;
}
