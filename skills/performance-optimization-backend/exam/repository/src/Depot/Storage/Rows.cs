namespace Depot.Storage;

public sealed record ShipmentRow(int Id, string Reference, int CustomerId, string Carrier, string Status, DateTimeOffset CreatedAt);

public sealed record CustomerRow(int Id, string Name);

public sealed record LineRow(int ShipmentId, int Position, string Sku, int Quantity);

public sealed record ProductRow(string Sku, string Title, int WeightGrams);

public sealed record EventRow(int ShipmentId, DateTimeOffset At, string What);
