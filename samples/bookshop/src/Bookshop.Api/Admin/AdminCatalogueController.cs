using System.Xml;
using Bookshop.Api.Catalogue;
using Bookshop.Api.Http;
using Bookshop.Data;
using Bookshop.Data.Catalogue;
using Bookshop.Data.Reporting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Bookshop.Api.Admin;

public sealed record NewBook(
    string Isbn,
    string Title,
    string Publisher,
    int AuthorId,
    int CategoryId,
    int PriceCents,
    int WeightGrams,
    int Stock);

public sealed record StockChange(int Delta);

public sealed record PriceChange(string Publisher, int Percent);

[ApiController]
[Authorize(Policy = Caller.StaffPolicy)]
[Route("api/admin/catalogue")]
public sealed class AdminCatalogueController(
    BookRepository books, CatalogueImport import, AuditTrail audit) : ControllerBase
{
    private const long MaximumUploadBytes = 5 * 1024 * 1024;

    [HttpPost("books")]
    public async Task<ActionResult<BookSummary>> Add(NewBook request, CancellationToken cancellationToken)
    {
        if (request.PriceCents < 0 || request.Stock < 0 || request.WeightGrams < 0 || request.Isbn.Length is < 10 or > 13)
        {
            return BadRequest("An ISBN has 10 to 13 characters; price, weight and stock are not negative.");
        }

        var book = new Book
        {
            Isbn = request.Isbn,
            Title = request.Title,
            Publisher = request.Publisher,
            AuthorId = request.AuthorId,
            CategoryId = request.CategoryId,
            PriceCents = request.PriceCents,
            WeightGrams = request.WeightGrams,
            Stock = request.Stock,
        };
        try
        {
            await books.AddAsync(book, cancellationToken);
        }
        catch (DbUpdateException exception) when (exception.IsUniqueViolation())
        {
            return Conflict("The ISBN is already in the catalogue.");
        }

        await audit.RecordAsync(User.ActorName(), "book-added", book.Isbn, cancellationToken);
        return Created($"/api/catalogue/books/{book.Id}", BookSummary.From(book));
    }

    [HttpPost("books/{id:int}/stock")]
    public async Task<IActionResult> ChangeStock(int id, StockChange change, CancellationToken cancellationToken)
    {
        if (!await books.AdjustStockAsync(id, change.Delta, cancellationToken))
        {
            return Conflict("There is no such book, or not that many copies.");
        }

        await audit.RecordAsync(User.ActorName(), "stock", $"book {id} by {change.Delta}", cancellationToken);
        return NoContent();
    }

    [HttpDelete("books/{id:int}")]
    public async Task<IActionResult> Discontinue(int id, CancellationToken cancellationToken)
    {
        var changed = await books.DiscontinueAsync(id, cancellationToken);
        return changed == 0 ? NotFound() : NoContent();
    }

    [HttpPost("prices")]
    public async Task<ActionResult<int>> Reprice(PriceChange change, CancellationToken cancellationToken)
    {
        if (change.Percent is < 10 or > 500)
        {
            return BadRequest("A price changes to between 10 and 500 percent.");
        }

        var changed = await books.RepriceAsync(change.Publisher, change.Percent, cancellationToken);
        await audit.RecordAsync(
            User.ActorName(), "reprice", $"{change.Publisher} to {change.Percent} %", cancellationToken);
        return Ok(changed);
    }

    [HttpPost("import")]
    [RequestSizeLimit(MaximumUploadBytes)]
    public async Task<ActionResult<ImportResult>> Import(
        IFormFile file, [FromForm] string publisher, [FromForm] string category, CancellationToken cancellationToken)
    {
        await using var upload = file.OpenReadStream();
        try
        {
            return Ok(await import.ImportAsync(upload, publisher, category, cancellationToken));
        }
        catch (XmlException)
        {
            return BadRequest("The file is not a list of books.");
        }
    }
}
