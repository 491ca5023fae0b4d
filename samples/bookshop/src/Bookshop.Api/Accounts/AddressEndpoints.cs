using System.Security.Claims;
using Bookshop.Api.Http;
using Bookshop.Data;
using Bookshop.Data.Customers;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Bookshop.Api.Accounts;

public sealed record AddressRequest(string Recipient, string Street, string City, string PostalCode, string Country);

public sealed record AddressView(int Id, string Recipient, string Street, string City, string PostalCode, string Country);

public static class AddressEndpoints
{
    private const int MaximumPerCustomer = 25;

    public static void MapAddresses(this IEndpointRouteBuilder routes)
    {
        var addresses = routes.MapGroup("/api/addresses").RequireAuthorization();
        addresses.MapGet("/", ListAsync);
        addresses.MapPost("/", AddAsync);
        addresses.MapPut("/{id:int}", UpdateAsync);
        addresses.MapDelete("/{id:int}", DeleteAsync);
    }

    private static async Task<Ok<List<AddressView>>> ListAsync(
        ClaimsPrincipal user, BookshopContext context, CancellationToken cancellationToken)
    {
        var caller = user.CustomerId();
        var addresses = await context.Addresses
            .Where(a => a.CustomerId == caller)
            .OrderBy(a => a.Id)
            .Take(MaximumPerCustomer)
            .Select(a => new AddressView(a.Id, a.Recipient, a.Street, a.City, a.PostalCode, a.Country))
            .ToListAsync(cancellationToken);
        return TypedResults.Ok(addresses);
    }

    private static async Task<Results<Created<AddressView>, ValidationProblem>> AddAsync(
        AddressRequest request, ClaimsPrincipal user, BookshopContext context, CancellationToken cancellationToken)
    {
        if (Check(request) is { Count: > 0 } errors)
        {
            return TypedResults.ValidationProblem(errors);
        }

        var address = new Address
        {
            CustomerId = user.CustomerId(),
            Recipient = request.Recipient,
            Street = request.Street,
            City = request.City,
            PostalCode = request.PostalCode,
            Country = request.Country,
        };
        context.Addresses.Add(address);
        await context.SaveChangesAsync(cancellationToken);
        return TypedResults.Created("/api/addresses", ToView(address));
    }

    private static async Task<Results<Ok<AddressView>, NotFound, ValidationProblem>> UpdateAsync(
        int id, AddressRequest request, ClaimsPrincipal user, BookshopContext context, CancellationToken cancellationToken)
    {
        if (Check(request) is { Count: > 0 } errors)
        {
            return TypedResults.ValidationProblem(errors);
        }

        var caller = user.CustomerId();
        var address = await context.Addresses
            .FirstOrDefaultAsync(a => a.Id == id && a.CustomerId == caller, cancellationToken);
        if (address is null)
        {
            return TypedResults.NotFound();
        }

        address.Recipient = request.Recipient;
        address.Street = request.Street;
        address.City = request.City;
        address.PostalCode = request.PostalCode;
        address.Country = request.Country;
        await context.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(ToView(address));
    }

    private static async Task<Results<NoContent, NotFound>> DeleteAsync(
        int id, BookshopContext context, CancellationToken cancellationToken)
    {
        var address = await context.Addresses.FindAsync([id], cancellationToken);
        if (address is null)
        {
            return TypedResults.NotFound();
        }

        context.Addresses.Remove(address);
        await context.SaveChangesAsync(cancellationToken);
        return TypedResults.NoContent();
    }

    private static Dictionary<string, string[]> Check(AddressRequest request)
    {
        var errors = new Dictionary<string, string[]>();
        Require(request.Recipient, "recipient", 100, errors);
        Require(request.Street, "street", 200, errors);
        Require(request.City, "city", 100, errors);
        Require(request.PostalCode, "postalCode", 20, errors);
        if (request.Country is not { Length: 2 } country || !country.All(char.IsAsciiLetterUpper))
        {
            errors["country"] = ["A country is two capital letters."];
        }

        return errors;
    }

    private static void Require(string? value, string field, int length, Dictionary<string, string[]> errors)
    {
        if (string.IsNullOrWhiteSpace(value) || value.Length > length)
        {
            errors[field] = [$"One to {length} characters are needed."];
        }
    }

    private static AddressView ToView(Address address) =>
        new(address.Id, address.Recipient, address.Street, address.City, address.PostalCode, address.Country);
}
