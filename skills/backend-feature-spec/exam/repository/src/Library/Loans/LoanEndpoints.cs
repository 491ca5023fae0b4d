using Library.Http;

namespace Library.Loans;

public sealed record NewLoan(string? BookId);

public static class LoanEndpoints
{
    public static void MapLoans(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/v1");
        api.MapGet("/books", (Shelf shelf, int? page, int? perPage) => Pages.Of(shelf.Books.OrderBy(book => book.Title, StringComparer.Ordinal), page, perPage));
        var loans = api.MapGroup("/loans").AddEndpointFilter(async (context, next) => Member(context.HttpContext) is null ? Errors.SignInNeeded() : await next(context));
        loans.MapPost("/", Lend);
        loans.MapGet("/", (HttpContext context, LoanStore store, int? page, int? perPage) => Pages.Of(store.Of(Member(context)!), page, perPage));
        loans.MapGet("/{id}", (string id, HttpContext context, LoanStore store) =>
            store.Find(id) is { } loan && (loan.MemberId == Member(context) || IsLibrarian(context)) ? Results.Ok(loan) : Errors.Missing("loan"));
        loans.MapPost("/{id}/return", Return);
    }

    private static IResult Lend(NewLoan request, HttpContext context, Shelf shelf, LoanStore store)
    {
        if (string.IsNullOrWhiteSpace(request.BookId))
        {
            return Errors.Invalid(new FieldError("bookId", "Which book?"));
        }

        if (shelf.Books.All(book => book.Id != request.BookId))
        {
            return Errors.Missing("book");
        }

        return store.Lend(request.BookId, Member(context)!) switch
        {
            ({ } loan, _) => Results.Created($"/api/v1/loans/{loan.Id}", loan),
            (_, "book_lent") => Errors.Conflict("book_lent", "Somebody else has the book."),
            (_, var code) => Errors.Conflict(code!, $"A member has at most {LoanStore.MostAtOnce} books."),
        };
    }

    private static IResult Return(string id, HttpContext context, LoanStore store)
    {
        if (!IsLibrarian(context))
        {
            return Errors.StaffOnly();
        }

        if (store.Find(id) is null)
        {
            return Errors.Missing("loan");
        }

        return store.Return(id) ? Results.NoContent() : Errors.Conflict("loan_returned", "The book is back already.");
    }

    private static string? Member(HttpContext context) => context.Request.Headers["X-Member"] is [{ Length: > 3 and <= 40 } member] && member.StartsWith("mb_", StringComparison.Ordinal) ? member : null;

    private static bool IsLibrarian(HttpContext context) => context.Request.Headers["X-Role"] == "librarian";
}
