// Routes mapped to methods, with helpers that project a query or a list.
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

public static class VoucherEndpoints
{
    public static void MapVouchers(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/vouchers");
        group.MapGet("/", ListAsync);
        group.MapGet("/used", Used);
        group.MapGet("/again", ListAsync);
    }

    private static async Task<Ok<List<VoucherView>>> ListAsync(VoucherContext context, CancellationToken cancellationToken)
    {
        var vouchers = await context.Vouchers.OrderBy(v => v.Code).ToListAsync(cancellationToken); //! BS0004: 'VoucherEndpoints.ListAsync'
        return TypedResults.Ok(vouchers.ToViews());
    }

    private static IResult Used(VoucherContext context) => Results.Ok(context.Vouchers.OnlyUsed().ToList()); //! BS0004

    private static List<VoucherView> ToViews(this IEnumerable<Voucher> vouchers) => vouchers.Select(v => new VoucherView(v.Code)).ToList();

    private static IQueryable<VoucherView> OnlyUsed(this IQueryable<Voucher> vouchers) => vouchers.Where(v => v.IsUsed).Select(v => new VoucherView(v.Code));
}

public sealed record VoucherView(string Code);

public sealed class Voucher
{
    public int Id { get; set; }
    public string Code { get; set; } = "";
    public bool IsUsed { get; set; }
}

public sealed class VoucherContext(DbContextOptions<VoucherContext> options) : DbContext(options)
{
    public DbSet<Voucher> Vouchers => Set<Voucher>();
}
