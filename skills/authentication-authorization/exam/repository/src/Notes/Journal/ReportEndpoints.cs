namespace Notes.Journal;

public sealed record UsageView(string User, int Notes);

public static class ReportEndpoints
{
    public static IEndpointRouteBuilder MapReports(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v1/reports/usage", (NoteStore store) => Results.Ok(store.All()
            .GroupBy(note => note.Owner)
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => new UsageView(group.Key, group.Count()))));
        return routes;
    }
}
