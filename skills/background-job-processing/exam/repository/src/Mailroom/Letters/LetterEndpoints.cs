using System.Text.Json;
using Mailroom.Http;
using Mailroom.Jobs;

namespace Mailroom.Letters;

public sealed record CreateLetter(string? Recipient, string? Text);

public static class LetterEndpoints
{
    public static IEndpointRouteBuilder MapLetters(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/api/v1/letters", Create);
        return routes;
    }

    private static IResult Create(CreateLetter body, JobStore jobs)
    {
        List<ErrorDetail> errors = [];
        var recipient = body.Recipient?.Trim() ?? "";
        if (recipient.Length is < 3 or > 254 || recipient.IndexOf('@') < 1)
        {
            errors.Add(new("recipient", "Must be a mail address."));
        }

        if (body.Text?.Length is not (>= 1 and <= 5000))
        {
            errors.Add(new("text", "Must have 1 to 5000 characters."));
        }

        if (errors.Count > 0)
        {
            return ApiErrors.Validation(errors);
        }

        var job = jobs.Add(LetterHandler.LetterType, JsonSerializer.Serialize(new Letter(recipient, body.Text!)));
        return Results.AcceptedAtRoute("GetJob", new { id = job.Id }, JobView.Of(job));
    }
}
