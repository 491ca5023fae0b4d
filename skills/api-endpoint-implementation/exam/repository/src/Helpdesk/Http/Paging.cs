namespace Helpdesk.Http;

public sealed record PageView<T>(IReadOnlyList<T> Items, int Page, int PerPage, int Total, int TotalPages);

/// <summary>Which part of a list is wanted.</summary>
public sealed record Paging(int Page, int PerPage)
{
    public const int MaxPerPage = 100;

    public static Paging Read(int? page, int? perPage, ICollection<ErrorDetail> errors)
    {
        if (page is < 1 or > 1_000_000)
        {
            errors.Add(new("page", "Must be between 1 and 1000000."));
        }

        if (perPage is < 1 or > MaxPerPage)
        {
            errors.Add(new("perPage", $"Must be between 1 and {MaxPerPage}."));
        }

        return new(page ?? 1, perPage ?? 20);
    }

    public PageView<T> Of<T>(IReadOnlyCollection<T> all) => new(
        [.. all.Skip((Page - 1) * PerPage).Take(PerPage)],
        Page,
        PerPage,
        all.Count,
        (all.Count + PerPage - 1) / PerPage);
}
