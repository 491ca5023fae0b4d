using System.Globalization;
using System.Xml;
using Bookshop.Data;
using Bookshop.Data.Catalogue;
using Microsoft.EntityFrameworkCore;

namespace Bookshop.Api.Catalogue;

public sealed record ImportResult(int Added, int Updated, int Skipped);

/// <summary>Takes in a publisher's list: a document of book elements with isbn, title, author, price and stock.</summary>
public sealed class CatalogueImport(BookshopContext context, ILogger<CatalogueImport> logger)
{
    private const int MaximumBooks = 5_000;

    public async Task<ImportResult> ImportAsync(
        Stream upload, string publisher, string categorySlug, CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(upload);
        var text = reader.ReadToEnd();
        var entries = Parse(text);
        var isbns = entries.Select(e => e.Isbn).ToList();
        var known = await context.Books
            .Where(b => isbns.Contains(b.Isbn))
            .ToDictionaryAsync(b => b.Isbn, cancellationToken);
        var authors = await AuthorsAsync(entries, cancellationToken);
        var category = await context.Categories.FirstAsync(c => c.Slug == categorySlug, cancellationToken);

        var added = 0;
        var updated = 0;
        foreach (var entry in entries)
        {
            if (known.TryGetValue(entry.Isbn, out var book))
            {
                book.Title = entry.Title;
                book.PriceCents = entry.PriceCents;
                updated++;
                continue;
            }

            book = new Book
            {
                Isbn = entry.Isbn,
                Title = entry.Title,
                Publisher = publisher,
                PriceCents = entry.PriceCents,
                Stock = entry.Stock,
                Author = authors[entry.Author],
                Category = category,
            };
            known.Add(entry.Isbn, book);
            context.Books.Add(book);
            added++;
        }

        await context.SaveChangesAsync(cancellationToken);
        logger.LogInformation($"Imported {added} new and {updated} known books of {publisher}");
        return new ImportResult(added, updated, entries.Count - added - updated);
    }

    private async Task<Dictionary<string, Author>> AuthorsAsync(
        IReadOnlyCollection<Entry> entries, CancellationToken cancellationToken)
    {
        var names = entries.Select(e => e.Author).Distinct().ToList();
        var authors = await context.Authors
            .Where(a => names.Contains(a.Name))
            .GroupBy(a => a.Name)
            .Select(group => group.OrderBy(a => a.Id).First())
            .ToDictionaryAsync(a => a.Name, cancellationToken);
        foreach (var name in names.Where(name => !authors.ContainsKey(name)))
        {
            var author = new Author { Name = name };
            authors.Add(name, author);
            context.Authors.Add(author);
        }

        return authors;
    }

    private static List<Entry> Parse(string text)
    {
        var settings = new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Parse,
            XmlResolver = new XmlUrlResolver(),
        };
        using var reader = XmlReader.Create(new StringReader(text), settings);
        var document = new XmlDocument { XmlResolver = null };
        document.Load(reader);
        var entries = new List<Entry>();
        foreach (XmlElement element in document.GetElementsByTagName("book"))
        {
            if (entries.Count == MaximumBooks)
            {
                throw new XmlException($"A list holds at most {MaximumBooks} books.");
            }

            entries.Add(new Entry(
                Required(element, "isbn"),
                Required(element, "title"),
                Required(element, "author"),
                Number(element, "price"),
                Number(element, "stock")));
        }

        return entries;
    }

    private static string Required(XmlElement element, string name) =>
        element.GetAttribute(name) is { Length: > 0 } value
            ? value
            : throw new XmlException($"A book has no '{name}'.");

    private static int Number(XmlElement element, string name) =>
        int.TryParse(Required(element, name), NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw new XmlException($"The '{name}' of a book is not a whole number.");

    private sealed record Entry(string Isbn, string Title, string Author, int PriceCents, int Stock);
}
