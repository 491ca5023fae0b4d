using Bookshop.Api.Accounts;
using Bookshop.Api.Http;
using Bookshop.Data;
using Bookshop.Data.Customers;
using Bookshop.Data.Reporting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Bookshop.Api.Admin;

public sealed record CustomerRow(int Id, string Email, string DisplayName, bool IsStaff, DateTime CreatedAt);

public sealed record CustomerActivity(int Id, string DisplayName, int Orders);

public sealed record TillPinRequest(string Pin);

[ApiController]
[Authorize(Policy = Caller.StaffPolicy)]
[Route("api/admin/customers")]
public sealed class AdminCustomersController(
    BookshopContext context, CustomerRepository customers, TillPins pins, AuditTrail audit) : ControllerBase
{
    private const int ActivityRows = 25;

    [HttpGet]
    public async Task<ActionResult<IEnumerable<CustomerRow>>> List(CancellationToken cancellationToken)
    {
        var rows = await context.Customers
            .OrderBy(c => c.Id)
            .Select(c => new CustomerRow(c.Id, c.Email, c.DisplayName, c.IsStaff, c.CreatedAt))
            .ToListAsync(cancellationToken);
        return Ok(rows);
    }

    [HttpGet("{id:int}")]
    public async Task<ActionResult<CustomerRow>> Get(int id, CancellationToken cancellationToken)
    {
        var customer = await customers.FindAsync(id, cancellationToken);
        return customer is null
            ? NotFound()
            : Ok(new CustomerRow(
                customer.Id, customer.Email, customer.DisplayName, customer.IsStaff, customer.CreatedAt));
    }

    /// <summary>The newest customers and how often they have ordered.</summary>
    [HttpGet("activity")]
    public async Task<ActionResult<IReadOnlyList<CustomerActivity>>> Activity(CancellationToken cancellationToken)
    {
        var newest = await context.Customers
            .OrderByDescending(c => c.Id)
            .Take(ActivityRows)
            .ToListAsync(cancellationToken);
        var activity = newest
            .Select(c => new CustomerActivity(c.Id, c.DisplayName, context.Orders.Count(o => o.CustomerId == c.Id)))
            .ToList();
        return Ok(activity);
    }

    [HttpPut("{id:int}/till-pin")]
    public async Task<IActionResult> SetTillPin(int id, TillPinRequest request, CancellationToken cancellationToken)
    {
        if (request.Pin is not { Length: >= 6 and <= 12 })
        {
            return BadRequest("A PIN has 6 to 12 digits.");
        }

        var customer = await customers.FindAsync(id, cancellationToken);
        if (customer is not { IsStaff: true })
        {
            return NotFound();
        }

        customer.TillPinHash = pins.Hash(request.Pin);
        await customers.SaveAsync(cancellationToken);
        await audit.RecordAsync(User.ActorName(), "till-pin", $"customer {id}", cancellationToken);
        return NoContent();
    }
}
