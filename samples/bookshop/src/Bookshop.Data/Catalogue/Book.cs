namespace Bookshop.Data.Catalogue;

public sealed class Book
{
    public int Id { get; set; }

    public required string Isbn { get; set; }

    public required string Title { get; set; }

    public string Description { get; set; } = "";

    public required string Publisher { get; set; }

    public DateOnly PublishedOn { get; set; }

    public int PriceCents { get; set; }

    public int WeightGrams { get; set; }

    /// <summary>Copies that can still be sold; a placed order takes its copies at once.</summary>
    public int Stock { get; set; }

    public bool IsDiscontinued { get; set; }

    public int AuthorId { get; set; }

    public Author? Author { get; set; }

    public int CategoryId { get; set; }

    public Category? Category { get; set; }
}
