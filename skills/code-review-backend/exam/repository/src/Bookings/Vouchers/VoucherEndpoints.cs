using System.Security.Cryptography;
using System.Text.Json;
using Bookings.Http;

namespace Bookings.Vouchers;

public sealed record NewVoucher(int AmountCents, DateOnly? ValidUntil);

public sealed record NewRedemption(int AmountCents);

public sealed record VoucherView(string Code, int PaidCents, int RemainingCents, DateOnly ValidUntil);

public static class VoucherEndpoints
{
    public static void MapVouchers(this IEndpointRouteBuilder routes)
    {
        var vouchers = routes.MapGroup("/api/v1/vouchers").RequireCustomer();
        vouchers.MapPost("/", AddAsync);
        vouchers.MapGet("/", List);
        vouchers.MapGet("/{code}", (string code, HttpContext context, VoucherStore store) =>
            store.Find(code) is { } voucher && voucher.Buyer == context.Customer() ? Results.Ok(View(voucher)) : Answers.Missing("voucher"));
        vouchers.MapGet("/{code}/redemptions", (string code, VoucherStore store) =>
            store.Find(code) is { } voucher ? Results.Ok(new { data = voucher.Redemptions }) : Answers.Missing("voucher"));
        vouchers.MapPost("/{code}/redemptions", RedeemAsync);
    }

    private static async Task<IResult> AddAsync(NewVoucher request, HttpContext context, VoucherStore store, ILedger ledger, IVoucherMail mail, TimeProvider time, CancellationToken cancellationToken)
    {
        if (request.AmountCents is < 100 or > 50_000)
        {
            return Answers.Invalid("amountCents", "100 to 50,000.");
        }

        if (request.ValidUntil is not { } validUntil || validUntil < DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime))
        {
            return Answers.Invalid("validUntil", "Today or later.");
        }

        await ledger.WriteAsync($"voucher for {context.Customer()}", request.AmountCents, cancellationToken);
        var voucher = store.Add(context.Customer(), request.AmountCents, validUntil);
        // It is paid: the mail goes out whether the caller waits or not.
        await mail.QueueAsync(voucher.Buyer, "Your voucher is ready.", CancellationToken.None);
        return Results.Created($"/api/v1/vouchers/{voucher.Code}", View(voucher));
    }

    private static IResult List(HttpContext context, VoucherStore store)
    {
        var data = store.Of(context.Customer()).Select(View).ToList();
        var tag = $"\"{Convert.ToHexString(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(data)))}\"";
        context.Response.Headers.ETag = tag;
        return context.Request.Headers.IfNoneMatch == tag ? Results.StatusCode(304) : Results.Ok(new { data });
    }

    private static async Task<IResult> RedeemAsync(string code, NewRedemption request, VoucherStore store, CancellationToken cancellationToken)
    {
        try
        {
            var (outcome, remainingCents) = await store.RedeemAsync(code, request.AmountCents, cancellationToken);
            return outcome switch
            {
                RedeemOutcome.Done => Results.Ok(new { remainingCents }),
                RedeemOutcome.Missing => Answers.Missing("voucher"),
                RedeemOutcome.Expired => Answers.Conflict("The voucher has expired."),
                _ => Answers.Conflict("The voucher does not hold as much."),
            };
        }
        catch (IOException failure)
        {
            return Results.Problem(statusCode: 503, title: "The ledger cannot be reached.", detail: failure.ToString());
        }
    }

    private static VoucherView View(Voucher voucher) => new(voucher.Code, voucher.PaidCents, voucher.RemainingCents, voucher.ValidUntil);
}
