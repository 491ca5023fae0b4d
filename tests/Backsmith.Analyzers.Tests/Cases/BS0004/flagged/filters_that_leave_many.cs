// A filter that leaves many: a state, an optional key, a tenant, a soft delete of the model; and a response written by hand.
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

[ApiController]
[Route("invoices")]
public sealed class InvoicesController(BillingContext context) : ControllerBase
{
    [HttpGet("open")]
    public async Task<IActionResult> Open(int tenant) => Ok(await context.Invoices.Where(i => i.TenantId == tenant && !i.IsPaid).ToListAsync()); //! BS0004: every stored Invoice that matches

    [HttpGet]
    public async Task<IActionResult> All([FromQuery] int? customer) =>
        Ok(await context.Invoices.Where(i => customer == null || i.CustomerId == customer).ToListAsync()); //! BS0004

    [HttpGet("since")]
    public async Task<IActionResult> Since(DateOnly day) => Ok(await (from i in context.Invoices where i.Day >= day orderby i.Day select i.Id).ToListAsync()); //! BS0004

    [HttpGet("lines")]
    public async Task<IActionResult> Lines() => Ok(await context.Invoices.SelectMany(i => i.Lines.Where(l => l.InvoiceId == i.Id)).ToListAsync()); //! BS0004

    [HttpGet("unlike/{product:int}")]
    public async Task<IActionResult> Unlike(int product) => Ok(await context.Invoices.Where(i => !i.Lines.Any(l => l.ProductId == product)).ToListAsync()); //! BS0004

    [HttpGet("written")]
    public async Task Written()
    {
        var all = await context.Invoices.AsNoTracking().ToListAsync(); //! BS0004: 'InvoicesController.Written' returns every stored Invoice
        await Response.WriteAsJsonAsync(all);
    }
}

public sealed class Invoice
{
    public int Id { get; set; }
    public int TenantId { get; set; }
    public int CustomerId { get; set; }
    public bool IsPaid { get; set; }
    public bool IsDeleted { get; set; }
    public DateOnly Day { get; set; }
    public List<InvoiceLine> Lines { get; set; } = [];
}

public sealed class InvoiceLine
{
    public int Id { get; set; }
    public int InvoiceId { get; set; }
    public int ProductId { get; set; }
}

public sealed class BillingContext(DbContextOptions<BillingContext> options) : DbContext(options)
{
    public DbSet<Invoice> Invoices => Set<Invoice>();

    protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.Entity<Invoice>().HasQueryFilter(i => !i.IsDeleted);
}
