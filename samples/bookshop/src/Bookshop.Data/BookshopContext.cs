using Bookshop.Data.Catalogue;
using Bookshop.Data.Customers;
using Bookshop.Data.Messaging;
using Bookshop.Data.Orders;
using Bookshop.Data.Partners;
using Bookshop.Data.Reporting;
using Microsoft.EntityFrameworkCore;

namespace Bookshop.Data;

public sealed class BookshopContext(DbContextOptions<BookshopContext> options) : DbContext(options)
{
    public DbSet<Book> Books => Set<Book>();

    public DbSet<Author> Authors => Set<Author>();

    public DbSet<Category> Categories => Set<Category>();

    public DbSet<Review> Reviews => Set<Review>();

    public DbSet<Customer> Customers => Set<Customer>();

    public DbSet<Address> Addresses => Set<Address>();

    public DbSet<PasswordReset> PasswordResets => Set<PasswordReset>();

    public DbSet<WishListItem> WishListItems => Set<WishListItem>();

    public DbSet<Order> Orders => Set<Order>();

    public DbSet<OrderLine> OrderLines => Set<OrderLine>();

    public DbSet<Payment> Payments => Set<Payment>();

    public DbSet<GiftCard> GiftCards => Set<GiftCard>();

    public DbSet<WebhookDelivery> WebhookDeliveries => Set<WebhookDelivery>();

    public DbSet<OutboxMessage> OutboxMessages => Set<OutboxMessage>();

    public DbSet<Partner> Partners => Set<Partner>();

    public DbSet<AuditEntry> AuditEntries => Set<AuditEntry>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<Book>(book =>
        {
            book.HasIndex(b => b.Isbn).IsUnique();
            book.HasIndex(b => b.Title);
            book.Property(b => b.Isbn).HasMaxLength(13);
            book.Property(b => b.Title).HasMaxLength(300);
            book.HasOne(b => b.Author).WithMany(a => a.Books).HasForeignKey(b => b.AuthorId);
            book.HasOne(b => b.Category).WithMany().HasForeignKey(b => b.CategoryId);
        });
        modelBuilder.Entity<Category>().HasIndex(c => c.Slug).IsUnique();
        modelBuilder.Entity<Review>().HasIndex(r => new { r.BookId, r.CustomerId }).IsUnique();
        modelBuilder.Entity<Customer>(customer =>
        {
            customer.HasIndex(c => c.Email).IsUnique();
            customer.Property(c => c.Email).HasMaxLength(254);
            customer.HasMany(c => c.Addresses).WithOne().HasForeignKey(a => a.CustomerId);
        });
        modelBuilder.Entity<PasswordReset>().HasIndex(r => r.TokenDigest).IsUnique();
        modelBuilder.Entity<WishListItem>().HasIndex(w => new { w.CustomerId, w.BookId }).IsUnique();
        modelBuilder.Entity<Order>(order =>
        {
            order.HasIndex(o => o.Number).IsUnique();
            order.HasIndex(o => new { o.CustomerId, o.PlacedAt });
            order.Property(o => o.Version).IsConcurrencyToken();
            order.Ignore(o => o.DueCents);
            order.HasMany(o => o.Lines).WithOne().HasForeignKey(l => l.OrderId);
        });
        modelBuilder.Entity<Payment>().HasIndex(p => p.Reference).IsUnique();
        modelBuilder.Entity<GiftCard>().HasIndex(g => g.Code).IsUnique();
        modelBuilder.Entity<WebhookDelivery>().HasIndex(d => d.EventId).IsUnique();
        modelBuilder.Entity<OutboxMessage>().HasIndex(m => m.SentAt);
        modelBuilder.Entity<Partner>().HasIndex(p => p.Name).IsUnique();
        modelBuilder.Entity<AuditEntry>().HasIndex(a => a.Actor);
    }
}
