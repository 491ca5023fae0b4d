using Library.Http;
using Library.Loans;

namespace Library.Catalogue;

public sealed record CreateBook(string? Title, int? Copies);

public sealed record BookView(int Id, string Title, int Copies, int Available, int Waiting);

public sealed record PageView<T>(IReadOnlyList<T> Items, int Page, int PerPage, int Total);

public static class BookEndpoints
{
    public static IEndpointRouteBuilder MapBooks(this IEndpointRouteBuilder routes)
    {
        var books = routes.MapGroup("/api/v1/books");
        books.MapPost("/", Create);
        books.MapGet("/", List);
        books.MapGet("/{id:int}", Get).WithName("GetBook");
        return routes;
    }

    private static IResult Create(CreateBook body, BookStore books, LoanStore loans)
    {
        List<ErrorDetail> errors = [];
        var title = body.Title?.Trim() ?? "";
        if (title.Length is 0 or > 200)
        {
            errors.Add(new("title", "Must have 1 to 200 characters."));
        }

        if (body.Copies is not (>= 1 and <= 1000))
        {
            errors.Add(new("copies", "Must be between 1 and 1000."));
        }

        if (errors.Count > 0)
        {
            return ApiErrors.Validation(errors);
        }

        var book = books.Add(title, body.Copies!.Value);
        return Results.CreatedAtRoute("GetBook", new { id = book.Id }, View(book, loans));
    }

    private static IResult Get(int id, BookStore books, LoanStore loans) =>
        books.Find(id) is { } book ? Results.Ok(View(book, loans)) : ApiErrors.NotFound("Book", id);

    private static IResult List(int? page, int? perPage, BookStore books, LoanStore loans)
    {
        var (number, size) = (page ?? 1, perPage ?? 20);
        if (number is < 1 or > 1_000_000 || size is < 1 or > 100)
        {
            return ApiErrors.Validation(new ErrorDetail(size is < 1 or > 100 ? "perPage" : "page", "Is out of range."));
        }

        var all = books.All();
        return Results.Ok(new PageView<BookView>([.. all.Skip((number - 1) * size).Take(size).Select(book => View(book, loans))], number, size, all.Count));
    }

    private static BookView View(Book book, LoanStore loans) =>
        new(book.Id, book.Title, book.Copies, book.Copies - book.Lent, loans.Waiting(book.Id));
}
