namespace Bookshop.Data.Catalogue;

public sealed class Category
{
    public int Id { get; set; }

    public required string Slug { get; set; }

    public required string Name { get; set; }
}
