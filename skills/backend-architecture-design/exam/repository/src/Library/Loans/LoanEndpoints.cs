using Library.Catalogue;
using Library.Events;
using Library.Http;

namespace Library.Loans;

public sealed record CreateLoan(int? BookId, string? Member);

public static class LoanEndpoints
{
    public static IEndpointRouteBuilder MapLoans(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/api/v1/loans", Create);
        routes.MapPost("/api/v1/loans/{id:int}/return", ReturnAsync);
        return routes;
    }

    private static IResult Create(CreateLoan body, BookStore books, LoanStore loans)
    {
        if (Check(body, books, out var book) is { } refused)
        {
            return refused;
        }

        if (book.Lent >= book.Copies)
        {
            return ApiErrors.Conflict("NO_COPY", $"All copies of book {book.Id} are lent.");
        }

        book.Lent++;
        var loan = loans.Lend(book.Id, body.Member!.Trim());
        return Results.Created($"/api/v1/loans/{loan.Id}", loan);
    }

    private static async Task<IResult> ReturnAsync(int id, BookStore books, LoanStore loans, EventBus events, CancellationToken cancellationToken)
    {
        if (loans.FindLoan(id) is not { Returned: false } loan)
        {
            return ApiErrors.NotFound("Loan", id);
        }

        loans.Save(loan with { Returned = true });
        books.Find(loan.BookId)!.Lent--;
        await events.PublishAsync(new BookReturned(loan.BookId), cancellationToken);
        return Results.NoContent();
    }

    public static IResult? Check(CreateLoan body, BookStore books, out Book book)
    {
        List<ErrorDetail> errors = [];
        book = books.Find(body.BookId ?? 0)!;
        if (book is null)
        {
            errors.Add(new("bookId", "Must be an existing book."));
        }

        if (body.Member?.Trim().Length is not (>= 1 and <= 100))
        {
            errors.Add(new("member", "Must have 1 to 100 characters."));
        }

        return errors.Count > 0 ? ApiErrors.Validation(errors) : null;
    }
}
