// The owner is compared: in the query, after loading, in a repository that is given the caller's id, in a helper, with another answer than 403.
using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

public class Invoice
{
    public int Id { get; set; }
    public int CustomerId { get; set; }
    public string Reference { get; set; } = "";
}

public class BillingContext(DbContextOptions<BillingContext> options) : DbContext(options)
{
    public DbSet<Invoice> Invoices => Set<Invoice>();
}

public class Invoices(BillingContext db)
{
    public Task<Invoice?> OfCustomerAsync(int id, int customerId) => db.Invoices.FirstOrDefaultAsync(i => i.Id == id && i.CustomerId == customerId);

    public Task<Invoice?> FindAsync(int id) => db.Invoices.FirstOrDefaultAsync(i => i.Id == id);
}

[ApiController]
[Authorize]
[Route("invoices")]
public class InvoicesController(BillingContext db, Invoices invoices) : ControllerBase
{
    private int CustomerId => int.Parse(User.FindFirst("customer")!.Value);

    [HttpGet("{id}")]
    public async Task<IActionResult> Get(int id)
    {
        var caller = CustomerId;
        var invoice = await db.Invoices.SingleOrDefaultAsync(i => i.Id == id && i.CustomerId == caller);
        return invoice is null ? NotFound() : Ok(invoice);
    }

    [HttpGet("{id}/copy")]
    public async Task<IActionResult> Copy(int id)
    {
        var invoice = await db.Invoices.FindAsync(id);
        if (invoice is null)
        {
            return NotFound();
        }

        if (invoice.CustomerId != CustomerId)
        {
            return Forbid();
        }

        return Ok(invoice);
    }

    [HttpGet("{id}/pdf")]
    public async Task<IActionResult> Pdf(int id) => await invoices.OfCustomerAsync(id, CustomerId) is { } invoice ? Ok(invoice) : NotFound();

    [HttpDelete("{id}")]
    public async Task<IActionResult> Delete(int id)
    {
        if (await invoices.FindAsync(id) is not { } invoice || !IsMine(invoice))
        {
            return NotFound();
        }

        db.Invoices.Remove(invoice);
        await db.SaveChangesAsync();
        return NoContent();
    }

    [HttpPut("{id}")]
    public async Task<IActionResult> Rename(int id, [FromBody] string reference)
    {
        var changed = await db.Invoices.Where(i => i.Id == id).Where(i => i.CustomerId == CustomerId).ExecuteUpdateAsync(s => s.SetProperty(i => i.Reference, reference));
        return changed == 0 ? NotFound() : NoContent();
    }

    private bool IsMine(Invoice invoice) => invoice.CustomerId.Equals(CustomerId);
}
