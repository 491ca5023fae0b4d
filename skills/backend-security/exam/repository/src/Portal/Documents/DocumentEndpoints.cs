using System.Security.Claims;
using System.Text;

namespace Portal.Documents;

public sealed record DocumentText(string? Title, string? Text);

public sealed record DocumentView(int Id, string Title, DateTimeOffset ChangedAt);

public static class DocumentEndpoints
{
    public static void MapDocuments(this IEndpointRouteBuilder routes)
    {
        var documents = routes.MapGroup("/api/v1/documents").RequireAuthorization();
        documents.MapGet("/", (ClaimsPrincipal caller, DocumentStore store) => Results.Ok(new { data = store.Of(Name(caller)).Select(View) }));
        documents.MapPost("/", Add);
        documents.MapGet("/{id:int}", (int id, DocumentStore store) => store.Find(id) is { } document ? Results.Ok(View(document)) : NoDocument());
        documents.MapGet("/{id:int}/text", (int id, DocumentStore store) =>
            store.Find(id) is { } document ? Results.Text(document.Text, "text/plain", Encoding.UTF8) : NoDocument());
        documents.MapPut("/{id:int}", Change);
        documents.MapDelete("/{id:int}", (int id, DocumentStore store) => store.Remove(id) ? Results.NoContent() : NoDocument());
    }

    private static IResult Add(DocumentText request, ClaimsPrincipal caller, DocumentStore store, TimeProvider time)
    {
        if (Problem(request) is { } problem)
        {
            return problem;
        }

        var document = store.Add(Name(caller), request.Title!.Trim(), request.Text!, time.GetUtcNow());
        return Results.Created($"/api/v1/documents/{document.Id}", View(document));
    }

    private static IResult Change(int id, DocumentText request, DocumentStore store, TimeProvider time)
    {
        if (Problem(request) is { } problem)
        {
            return problem;
        }

        if (store.Find(id) is not { } document)
        {
            return NoDocument();
        }

        return store.Replace(document, document with { Title = request.Title!.Trim(), Text = request.Text!, ChangedAt = time.GetUtcNow() })
            ? Results.NoContent()
            : Results.Problem(statusCode: 409, title: "The document was changed meanwhile.");
    }

    private static IResult? Problem(DocumentText request)
    {
        var errors = new Dictionary<string, string[]>();
        if (string.IsNullOrWhiteSpace(request.Title) || request.Title.Length > 100)
        {
            errors["title"] = ["1 to 100 characters."];
        }

        if (request.Text is null || request.Text.Length > 10_000)
        {
            errors["text"] = ["At most 10,000 characters."];
        }

        return errors.Count > 0 ? Results.ValidationProblem(errors) : null;
    }

    private static IResult NoDocument() => Results.Problem(statusCode: 404, title: "The document does not exist.");

    private static DocumentView View(Document document) => new(document.Id, document.Title, document.ChangedAt);

    private static string Name(ClaimsPrincipal caller) => caller.FindFirstValue(ClaimTypes.NameIdentifier)!;
}
