using System.Data.Common;

namespace Bookshop.Data.Reporting;

public sealed record AuditRecord(long Id, string Actor, string Action, string Details, DateTime At);

public sealed class AuditEntry
{
    public int Id { get; set; }

    public required string Actor { get; set; }

    public required string Action { get; set; }

    public string Details { get; set; } = "";

    public DateTime At { get; set; }
}

/// <summary>What staff did. Written with plain ADO.NET so that it does not take part in the unit of work it reports on.</summary>
public sealed class AuditTrail(SqlConnections connections, TimeProvider time)
{
    private const string Columns = "Id, Actor, Action, Details, At";
    private const int MaximumRows = 200;

    public async Task RecordAsync(string actor, string action, string details, CancellationToken cancellationToken)
    {
        await using var connection = await connections.OpenAsync(cancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText =
            "INSERT INTO AuditEntries (Actor, Action, Details, At) VALUES ($actor, $action, $details, $at)";
        AddParameter(command, "$actor", actor);
        AddParameter(command, "$action", action);
        AddParameter(command, "$details", details);
        AddParameter(command, "$at", time.GetUtcNow().UtcDateTime);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public async Task<IReadOnlyList<AuditRecord>> ByActorAsync(string actor, CancellationToken cancellationToken)
    {
        await using var connection = await connections.OpenAsync(cancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT " + Columns + " FROM AuditEntries WHERE Actor = '" + actor + "' ORDER BY Id DESC LIMIT 200";
        return await ReadAsync(command, cancellationToken);
    }

    public async Task<IReadOnlyList<AuditRecord>> ByActionAsync(string action, CancellationToken cancellationToken)
    {
        await using var connection = await connections.OpenAsync(cancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = $"SELECT {Columns} FROM AuditEntries WHERE Action = $action ORDER BY Id DESC LIMIT {MaximumRows}";
        AddParameter(command, "$action", action);
        return await ReadAsync(command, cancellationToken);
    }

    private static async Task<IReadOnlyList<AuditRecord>> ReadAsync(
        DbCommand command, CancellationToken cancellationToken)
    {
        var records = new List<AuditRecord>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            records.Add(new AuditRecord(
                reader.GetInt64(0), reader.GetString(1), reader.GetString(2), reader.GetString(3), reader.GetDateTime(4)));
        }

        return records;
    }

    private static void AddParameter(DbCommand command, string name, object value)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = name;
        parameter.Value = value;
        command.Parameters.Add(parameter);
    }
}
