namespace Bookshop.Data.Catalogue;

public sealed class Review
{
    public int Id { get; set; }

    public int BookId { get; set; }

    public int CustomerId { get; set; }

    /// <summary>One to five.</summary>
    public int Rating { get; set; }

    public string Text { get; set; } = "";

    public DateTime CreatedAt { get; set; }
}
