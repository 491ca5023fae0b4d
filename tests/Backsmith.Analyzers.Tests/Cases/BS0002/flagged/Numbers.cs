// The next number is the highest one plus one, and the highest one is taken for one's own.
using Microsoft.EntityFrameworkCore;

public sealed class Invoice
{
    public int Id { get; set; }
    public int Number { get; set; }
    public int Year { get; set; }
}

public sealed class Counter
{
    public int Id { get; set; }
    public string Name { get; set; } = "";
    public long Next { get; set; }
}

public sealed class Books(DbContextOptions<Books> options) : DbContext(options)
{
    public DbSet<Invoice> Invoices => Set<Invoice>();
    public DbSet<Counter> Counters => Set<Counter>();
}

public sealed class Invoicing(Books books)
{
    public async Task<Invoice> CreateAsync(int year)
    {
        var invoice = new Invoice { Year = year, Number = (await books.Invoices.Where(i => i.Year == year).MaxAsync(i => (int?)i.Number) ?? 0) + 1 }; //! BS0002: Invoice
        books.Invoices.Add(invoice);
        await books.SaveChangesAsync();
        return invoice;
    }

    public async Task<int> CreateFromLastAsync(int year)
    {
        var last = await books.Invoices.OrderByDescending(i => i.Number).Select(i => i.Number).FirstOrDefaultAsync().ConfigureAwait(false); //! BS0002
        var next = last + 1;
        books.Invoices.Add(new Invoice { Year = year, Number = next });
        return await books.SaveChangesAsync();
    }

    public async Task<int> ReadBackAsync(int year)
    {
        books.Invoices.Add(new Invoice { Year = year });
        await books.SaveChangesAsync();
        return await books.Invoices.MaxAsync(i => i.Id); //! BS0002
    }

    public async Task<long> CountAsync(string name)
    {
        var counter = await books.Counters.SingleOrDefaultAsync(c => c.Name == name);
        if (counter is null)
        {
            counter = new Counter { Name = name };
            books.Counters.Add(counter);
        }

        counter.Next++; //! BS0002: Counter.Next
        await books.SaveChangesAsync();
        return counter.Next;
    }
}
