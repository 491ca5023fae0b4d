using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using Bookshop.Api.Http;
using Bookshop.Data.Orders;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Bookshop.Api.Orders;

public sealed record InvoiceLink(string Url);

public static class InvoiceEndpoints
{
    public static IServiceCollection AddOrders(this IServiceCollection services)
    {
        services.AddScoped<OrderPlacement>();
        services.AddScoped<OrderHistory>();
        services.AddScoped<InvoiceBuilder>();
        services.AddSingleton<InvoiceLinks>();
        return services;
    }

    public static void MapInvoices(this IEndpointRouteBuilder routes)
    {
        var invoices = routes.MapGroup("/api/invoices");
        invoices.MapGet("/{orderId:int}", GetAsync).RequireAuthorization();
        invoices.MapGet("/{orderId:int}/link", LinkAsync).RequireAuthorization();
        invoices.MapGet("/{orderId:int}/shared", SharedAsync);
    }

    private static async Task<Results<Ok<Invoice>, NotFound>> GetAsync(
        int orderId, InvoiceBuilder invoices, CancellationToken cancellationToken)
    {
        var invoice = await invoices.BuildAsync(orderId, cancellationToken);
        return invoice is null ? TypedResults.NotFound() : TypedResults.Ok(invoice);
    }

    private static async Task<Results<Ok<InvoiceLink>, NotFound>> LinkAsync(
        int orderId, ClaimsPrincipal user, OrderRepository orders, InvoiceLinks links, CancellationToken cancellationToken)
    {
        var order = await orders.FindForCustomerAsync(orderId, user.CustomerId(), cancellationToken);
        return order is null
            ? TypedResults.NotFound()
            : TypedResults.Ok(new InvoiceLink($"/api/invoices/{order.Id}/shared?signature={links.Sign(order.Id)}"));
    }

    /// <summary>For the accountant, who has no account: the signature in the link is the permission.</summary>
    private static async Task<Results<Ok<Invoice>, NotFound>> SharedAsync(
        int orderId, string signature, InvoiceBuilder invoices, InvoiceLinks links, CancellationToken cancellationToken)
    {
        if (!links.IsValid(orderId, signature))
        {
            return TypedResults.NotFound();
        }

        var invoice = await invoices.BuildAsync(orderId, cancellationToken);
        return invoice is null ? TypedResults.NotFound() : TypedResults.Ok(invoice);
    }
}

/// <summary>Signs links to invoices with the key of the installation.</summary>
public sealed class InvoiceLinks(IConfiguration configuration)
{
    public string Sign(int orderId) =>
        Convert.ToHexString(HMACSHA1.HashData(Key(), Encoding.UTF8.GetBytes($"invoice:{orderId}")));

    public bool IsValid(int orderId, string signature) =>
        CryptographicOperations.FixedTimeEquals(
            Encoding.ASCII.GetBytes(Sign(orderId)), Encoding.ASCII.GetBytes(signature));

    private byte[] Key() =>
        configuration["Invoices:LinkKey"] is { Length: > 0 } key
            ? Encoding.UTF8.GetBytes(key)
            : throw new InvalidOperationException("Invoices:LinkKey is not set.");
}
