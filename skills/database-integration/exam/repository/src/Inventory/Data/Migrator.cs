using Dapper;
using Microsoft.Data.Sqlite;

namespace Inventory.Data;

/// <summary>Brings a database to a version of the schema, up or down; each step is one transaction.</summary>
public sealed class Migrator(string connectionString)
{
    private const string Prefix = "migrations/";

    /// <param name="target">The version to reach; null for the latest, 0 for an empty database.</param>
    public async Task MigrateAsync(int? target = null, CancellationToken cancellationToken = default)
    {
        await using var connection = new SqliteConnection(connectionString);
        await connection.OpenAsync(cancellationToken);
        var version = await connection.ExecuteScalarAsync<int>("pragma user_version");
        var goal = target ?? Versions().DefaultIfEmpty(0).Max();
        while (version != goal)
        {
            var (file, next) = version < goal ? ($"{version + 1:0000}_*.up.sql", version + 1) : ($"{version:0000}_*.down.sql", version - 1);
            await using var transaction = connection.BeginTransaction();
            await connection.ExecuteAsync(Read(file), transaction: transaction);
            await connection.ExecuteAsync($"pragma user_version = {next}", transaction: transaction);
            await transaction.CommitAsync(cancellationToken);
            version = next;
        }
    }

    private static IEnumerable<int> Versions() => Names().Select(name => int.Parse(name[Prefix.Length..][..4]));

    private static IEnumerable<string> Names() =>
        typeof(Migrator).Assembly.GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal));

    private static string Read(string pattern)
    {
        var ends = pattern.Split('*');
        var name = Names().Single(candidate => candidate.StartsWith(Prefix + ends[0], StringComparison.Ordinal) && candidate.EndsWith(ends[1], StringComparison.Ordinal));
        using var reader = new StreamReader(typeof(Migrator).Assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}
