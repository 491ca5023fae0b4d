// The next number is the highest one plus one.
using Microsoft.EntityFrameworkCore;

public sealed class Invoice
{
    public int Id { get; set; }
    public int Number { get; set; }
    public int Year { get; set; }
}

public sealed class Books(DbContextOptions<Books> options) : DbContext(options)
{
    public DbSet<Invoice> Invoices => Set<Invoice>();
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
        var last = await books.Invoices.OrderByDescending(i => i.Number).Select(i => i.Number).FirstOrDefaultAsync(); //! BS0002
        var next = last + 1;
        books.Invoices.Add(new Invoice { Year = year, Number = next });
        return await books.SaveChangesAsync();
    }
}
