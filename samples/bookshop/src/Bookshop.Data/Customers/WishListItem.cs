using Bookshop.Data.Catalogue;

namespace Bookshop.Data.Customers;

public sealed class WishListItem
{
    public int Id { get; set; }

    public int CustomerId { get; set; }

    public int BookId { get; set; }

    public Book? Book { get; set; }

    public DateTime AddedAt { get; set; }
}
