using Notes.Http;

namespace Notes.Journal;

public sealed record NoteBody(string? Text);

public sealed record NoteView(int Id, string Text);

public sealed record PageView<T>(IReadOnlyList<T> Items, int Page, int PerPage, int Total);

public static class NoteEndpoints
{
    public static IEndpointRouteBuilder MapNotes(this IEndpointRouteBuilder routes)
    {
        var notes = routes.MapGroup("/api/v1/notes");
        notes.MapPost("/", Create);
        notes.MapGet("/", List);
        notes.MapGet("/{id:int}", Get).WithName("GetNote");
        notes.MapPut("/{id:int}", Replace);
        notes.MapDelete("/{id:int}", Delete);
        return routes;
    }

    private static IResult Create(NoteBody body, HttpRequest request, NoteStore store)
    {
        if (Wrong(body) is { } refused)
        {
            return refused;
        }

        var note = store.Add(request.Headers["X-User"].ToString(), body.Text!.Trim());
        return Results.CreatedAtRoute("GetNote", new { id = note.Id }, View(note));
    }

    private static IResult List(int? page, int? perPage, NoteStore store)
    {
        if (page < 1 || perPage is < 1 or > 100)
        {
            return ApiErrors.Validation(new ErrorDetail(page < 1 ? "page" : "perPage", "Is out of range."));
        }

        var (number, size) = (page ?? 1, perPage ?? 20);
        var all = store.All();
        return Results.Ok(new PageView<NoteView>([.. all.Skip((int)Math.Min((long)(number - 1) * size, all.Count)).Take(size).Select(View)], number, size, all.Count));
    }

    private static IResult Get(int id, NoteStore store) => store.Find(id) is { } note ? Results.Ok(View(note)) : ApiErrors.NotFound("Note", id);

    private static IResult Replace(int id, NoteBody body, NoteStore store)
    {
        if (Wrong(body) is { } refused)
        {
            return refused;
        }

        if (store.Find(id) is not { } note)
        {
            return ApiErrors.NotFound("Note", id);
        }

        var changed = note with { Text = body.Text!.Trim() };
        store.Replace(note, changed);
        return Results.Ok(View(changed));
    }

    private static IResult Delete(int id, NoteStore store) => store.Remove(id) ? Results.NoContent() : ApiErrors.NotFound("Note", id);

    private static IResult? Wrong(NoteBody body) =>
        body.Text?.Trim().Length is >= 1 and <= 2000 ? null : ApiErrors.Validation(new ErrorDetail("text", "Must have 1 to 2000 characters."));

    private static NoteView View(Note note) => new(note.Id, note.Text);
}
