using Depot.Storage;

namespace Depot.Shipments;

public sealed record NewEvent(string? What);

public static class ShipmentEndpoints
{
    public static void MapShipments(this IEndpointRouteBuilder routes)
    {
        var shipments = routes.MapGroup("/api/v1/shipments");
        shipments.MapGet("/", PageAsync);
        shipments.MapGet("/{id:int}", FindAsync);
        shipments.MapPost("/{id:int}/events", AddEventAsync);
    }

    private static async Task<IResult> PageAsync(ShipmentReader reader, CancellationToken cancellationToken, string? status = null, int page = 1, int perPage = 20)
    {
        var errors = new Dictionary<string, string[]>();
        if (page is < 1 or > 100_000)
        {
            errors["page"] = ["Pages are numbered from 1."];
        }

        if (perPage is < 1 or > 500)
        {
            errors["perPage"] = ["A page has 1 to 500 shipments."];
        }

        return errors.Count > 0 ? Results.ValidationProblem(errors) : Results.Ok(await reader.PageAsync(status, page, perPage, cancellationToken));
    }

    private static async Task<IResult> FindAsync(int id, ShipmentReader reader, CancellationToken cancellationToken) =>
        await reader.FindAsync(id, cancellationToken) is { } shipment ? Results.Ok(shipment) : Results.Problem(statusCode: 404, title: "The shipment does not exist.");

    private static async Task<IResult> AddEventAsync(int id, NewEvent request, DepotSession session, TimeProvider time, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(request.What) || request.What.Length > 100)
        {
            return Results.ValidationProblem(new Dictionary<string, string[]> { ["what"] = ["Say in 1 to 100 characters what happened."] });
        }

        if (await session.FindShipmentAsync(id, cancellationToken) is null)
        {
            return Results.Problem(statusCode: 404, title: "The shipment does not exist.");
        }

        await session.AddEventAsync(new EventRow(id, time.GetUtcNow(), request.What.Trim()), cancellationToken);
        return Results.NoContent();
    }
}
