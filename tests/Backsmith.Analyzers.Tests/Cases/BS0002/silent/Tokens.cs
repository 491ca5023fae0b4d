// Entities with a concurrency token, by attribute, by the model, by a base type.
using System.ComponentModel.DataAnnotations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

public sealed class Item
{
    public int Id { get; set; }
    public int Stock { get; set; }

    [Timestamp]
    public byte[] Stamp { get; set; } = [];
}

public sealed class Account
{
    public int Id { get; set; }
    public decimal Balance { get; set; }
    public int Generation { get; set; }
}

public abstract class Stamped
{
    public uint Stamp { get; set; }
}

public sealed class Coupon : Stamped
{
    public int Id { get; set; }
    public int Left { get; set; }
}

public sealed class Ticket
{
    public int Id { get; set; }

    [ConcurrencyCheck]
    public int Left { get; set; }
}

public sealed class AccountConfiguration : IEntityTypeConfiguration<Account>
{
    public void Configure(EntityTypeBuilder<Account> builder) => builder.Property(a => a.Generation).IsConcurrencyToken();
}

public abstract class StampedConfiguration<T> : IEntityTypeConfiguration<T> where T : Stamped
{
    public virtual void Configure(EntityTypeBuilder<T> builder) => builder.Property(s => s.Stamp).IsRowVersion();
}

public sealed class Store(DbContextOptions<Store> options) : DbContext(options)
{
    public DbSet<Item> Items => Set<Item>();
    public DbSet<Account> Accounts => Set<Account>();
    public DbSet<Coupon> Coupons => Set<Coupon>();
    public DbSet<Ticket> Tickets => Set<Ticket>();
}

public sealed class Sales(Store store)
{
    public async Task SellAsync(int id, int count)
    {
        var item = await store.Items.FirstAsync(i => i.Id == id);
        item.Stock -= count;
        var account = await store.Accounts.FirstAsync(a => a.Id == id);
        account.Balance += count;
        var coupon = await store.Coupons.FirstAsync(c => c.Id == id);
        coupon.Left--;
        var ticket = await store.Tickets.FirstAsync(t => t.Id == id);
        ticket.Left = ticket.Left - 1;
        await store.SaveChangesAsync();
    }
}
