using System.Text.Json;
using Depot.Storage;

namespace Acceptance;

/// <summary>The answers as they have always been, from the tables themselves.</summary>
internal static class Expected
{
    public static string Page(DepotData data, string? status, int page, int perPage)
    {
        var rows = data.Shipments.Where(row => status is null || row.Status == status).OrderByDescending(row => row.CreatedAt).ThenByDescending(row => row.Id).ToList();
        return JsonSerializer.Serialize(new { data = rows.Skip((page - 1) * perPage).Take(perPage).Select(row => View(data, row)), page, perPage, total = rows.Count }, JsonSerializerOptions.Web);
    }

    public static string One(DepotData data, int id) => JsonSerializer.Serialize(View(data, data.Shipments.Single(row => row.Id == id)), JsonSerializerOptions.Web);

    private static object View(DepotData data, ShipmentRow row)
    {
        var customer = data.Customers.SingleOrDefault(candidate => candidate.Id == row.CustomerId);
        var last = data.Events.Where(candidate => candidate.ShipmentId == row.Id).MaxBy(candidate => candidate.At);
        var lines = data.Lines.Where(line => line.ShipmentId == row.Id).OrderBy(line => line.Position).Select(line =>
        {
            var product = data.Products.SingleOrDefault(candidate => string.Equals(candidate.Sku, line.Sku, StringComparison.OrdinalIgnoreCase));
            return new { sku = line.Sku, title = product?.Title ?? "(no longer sold)", quantity = line.Quantity, weightGrams = line.Quantity * (product?.WeightGrams ?? 0) };
        }).ToList();
        return new
        {
            id = row.Id,
            reference = row.Reference,
            carrier = row.Carrier,
            status = row.Status,
            customer = customer is null ? null : new { id = customer.Id, name = customer.Name },
            lines,
            weightGrams = lines.Sum(line => line.weightGrams),
            lastEvent = last is null ? null : new { at = last.At, what = last.What },
        };
    }
}
