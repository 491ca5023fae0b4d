using Helpdesk.Http;

namespace Helpdesk.Customers;

public sealed record CreateCustomer(string? Name, string? Email);

public sealed record CustomerView(int Id, string Name, string Email);

public static class CustomerEndpoints
{
    public static IEndpointRouteBuilder MapCustomers(this IEndpointRouteBuilder routes)
    {
        var customers = routes.MapGroup("/api/v1/customers");
        customers.MapPost("/", Create);
        customers.MapGet("/{id:int}", Get).WithName("GetCustomer");
        customers.MapGet("/", List);
        return routes;
    }

    private static IResult Create(CreateCustomer body, CustomerStore store)
    {
        List<ErrorDetail> errors = [];
        var name = body.Name?.Trim() ?? "";
        var email = body.Email?.Trim() ?? "";
        if (name.Length is 0 or > 100)
        {
            errors.Add(new("name", "Must have 1 to 100 characters."));
        }

        if (email.Length is < 3 or > 254 || email.IndexOf('@') is < 1)
        {
            errors.Add(new("email", "Must be a mail address."));
        }

        if (errors.Count > 0)
        {
            return ApiErrors.Validation(errors);
        }

        return store.Add(name, email) is { } customer
            ? Results.CreatedAtRoute("GetCustomer", new { id = customer.Id }, View(customer))
            : ApiErrors.Conflict($"A customer with the address {email} exists.");
    }

    private static IResult Get(int id, CustomerStore store) =>
        store.Find(id) is { } customer ? Results.Ok(View(customer)) : ApiErrors.NotFound("Customer", id);

    private static IResult List(int? page, int? perPage, CustomerStore store)
    {
        List<ErrorDetail> errors = [];
        var paging = Paging.Read(page, perPage, errors);
        return errors.Count > 0 ? ApiErrors.Validation(errors) : Results.Ok(paging.Of([.. store.All().Select(View)]));
    }

    private static CustomerView View(Customer customer) => new(customer.Id, customer.Name, customer.Email);
}
