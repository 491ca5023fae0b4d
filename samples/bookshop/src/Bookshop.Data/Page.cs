namespace Bookshop.Data;

/// <summary>A wanted page; numbers outside the range are moved into it.</summary>
public sealed record PageRequest
{
    public const int MaximumSize = 50;

    public PageRequest(int number, int size)
    {
        Number = Math.Max(1, number);
        Size = Math.Clamp(size, 1, MaximumSize);
    }

    public int Number { get; }

    public int Size { get; }

    public int Skip => (int)Math.Min(int.MaxValue, (Number - 1L) * Size);
}

public sealed record Page<T>(IReadOnlyList<T> Items, int Total, PageRequest Request)
{
    public Page<TResult> Select<TResult>(Func<T, TResult> projection) =>
        new([.. Items.Select(projection)], Total, Request);
}
