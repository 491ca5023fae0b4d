namespace Library.Http;

public sealed record Page<T>(IReadOnlyList<T> Data, int PageNumber, int PerPage, int Total)
{
    public object Body => new { data = Data, page = PageNumber, perPage = PerPage, total = Total, totalPages = (Total + PerPage - 1) / PerPage };
}

public static class Pages
{
    public const int Most = 100;
    public const int Default = 25;

    public static IResult Of<T>(IEnumerable<T> ordered, int? page, int? perPage)
    {
        if (page is < 1)
        {
            return Errors.Invalid(new FieldError("page", "From 1."));
        }

        if (perPage is < 1 or > Most)
        {
            return Errors.Invalid(new FieldError("perPage", $"1 to {Most}."));
        }

        var all = ordered.ToList();
        var (number, size) = (page ?? 1, perPage ?? Default);
        return Results.Ok(new Page<T>([.. all.Skip((number - 1) * size).Take(size)], number, size, all.Count).Body);
    }
}
