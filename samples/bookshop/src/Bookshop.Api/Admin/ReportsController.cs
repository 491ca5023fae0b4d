using Bookshop.Api.Http;
using Bookshop.Data.Reporting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Bookshop.Api.Admin;

[ApiController]
[Authorize(Policy = Caller.StaffPolicy)]
[Route("api/admin/reports")]
public sealed class ReportsController(SalesReports sales, AuditTrail audit) : ControllerBase
{
    private const int MaximumDays = 366;

    [HttpGet("best-sellers")]
    public async Task<ActionResult<IReadOnlyList<BestSeller>>> BestSellers(
        CancellationToken cancellationToken, string? sort = null, int count = 10)
    {
        return Ok(await sales.BestSellersAsync(sort, Math.Clamp(count, 1, 100), cancellationToken));
    }

    [HttpGet("countries/{country}")]
    public async Task<ActionResult<IReadOnlyList<CountrySales>>> Country(
        string country, CancellationToken cancellationToken)
    {
        return Ok(await sales.ByCountryAsync(country, cancellationToken));
    }

    [HttpGet("daily")]
    public async Task<ActionResult<IReadOnlyList<DailySales>>> Daily(
        DateOnly from, DateOnly to, CancellationToken cancellationToken)
    {
        if (to < from || to.DayNumber - from.DayNumber > MaximumDays)
        {
            return BadRequest("The last day is not before the first, and at most a year lies between them.");
        }

        var days = await sales.DailyAsync(
            from.ToDateTime(TimeOnly.MinValue), to.AddDays(1).ToDateTime(TimeOnly.MinValue), cancellationToken);
        return Ok(days);
    }

    [HttpGet("stock")]
    public async Task<ActionResult<IReadOnlyList<StockRow>>> Stock(
        [FromServices] StockReport report, CancellationToken cancellationToken, string? publisher = null, int? atMost = null)
    {
        if (!string.IsNullOrEmpty(publisher))
        {
            report.ForPublisher(publisher);
        }

        if (atMost is { } stock)
        {
            report.AtMost(stock);
        }

        return Ok(await report.RunAsync(cancellationToken));
    }

    [HttpGet("audit")]
    public async Task<ActionResult<IReadOnlyList<AuditRecord>>> Audit(
        CancellationToken cancellationToken, string? actor = null, string? action = null)
    {
        if (!string.IsNullOrEmpty(actor))
        {
            return Ok(await audit.ByActorAsync(actor, cancellationToken));
        }

        return string.IsNullOrEmpty(action)
            ? BadRequest("Ask for an actor or an action.")
            : Ok(await audit.ByActionAsync(action, cancellationToken));
    }
}
