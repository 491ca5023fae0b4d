using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Backsmith.Storage.Sqlite;

/// <summary>A numbered step of the schema, with the way back.</summary>
/// <param name="Version">1, 2, 3 … without a gap.</param>
/// <param name="Name">From the file name.</param>
/// <param name="Up">Statements that take the step.</param>
/// <param name="Down">Statements that undo it.</param>
internal sealed record Migration(int Version, string Name, string Up, string Down)
{
    /// <summary>SHA-256 of both directions: a migration that was applied is never edited.</summary>
    public string Checksum => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Up + "\0" + Down)));
}

/// <summary>Brings a database to a version of the schema; safe when several processes try at once.</summary>
internal static class Migrator
{
    /// <summary>What this build knows, ascending.</summary>
    public static IReadOnlyList<Migration> Known { get; } = Load();

    /// <param name="target">0 to the newest known version.</param>
    /// <exception cref="StorageException">The database is newer than this build, or one of its migrations is not ours.</exception>
    public static async ValueTask MigrateAsync(SqliteDatabase database, int target, CancellationToken cancellationToken)
    {
        var applied = await database.ReadAsync(Applied, cancellationToken).ConfigureAwait(false);
        if (applied is not null && Verified(applied) == target)
        {
            return;
        }

        await database.WriteAsync(Durability.Power, session => Move(session, target), cancellationToken).ConfigureAwait(false);
    }

    private static int Move(SqliteSession session, int target)
    {
        session.Execute("schema_version_create", new { });
        var current = Verified(Applied(session) ?? []);
        foreach (var step in Known.Where(m => m.Version > current && m.Version <= target))
        {
            session.ExecuteScript(step.Up);
            session.Execute("schema_version_insert", new { version = step.Version, name = step.Name, checksum = step.Checksum, at = session.Now });
        }

        foreach (var step in Known.Where(m => m.Version <= current && m.Version > target).Reverse())
        {
            session.ExecuteScript(step.Down);
            session.Execute("schema_version_delete", new { version = step.Version });
        }

        return target;
    }

    private static IReadOnlyList<AppliedMigration>? Applied(SqliteSession session) =>
        session.First<long>("schema_version_exists") == 0 ? null : session.Query<AppliedMigration>("schema_version_list");

    private static int Verified(IReadOnlyList<AppliedMigration> applied)
    {
        foreach (var step in applied)
        {
            if (step.Version > Known.Count)
            {
                throw new StorageException(
                    StorageFault.Schema,
                    $"The database has schema version {step.Version}, this build knows {Known.Count}. Use the newer Backsmith, or another BACKSMITH_HOME.");
            }

            if (Known[(int)step.Version - 1].Checksum != step.Checksum)
            {
                throw new StorageException(
                    StorageFault.Schema,
                    $"Migration {step.Version} ({step.Name}) of the database is not the one of this build. Use the build that made it, or another BACKSMITH_HOME.");
            }
        }

        return applied.Count;
    }

    private static List<Migration> Load()
    {
        var files = SqlText.ReadAll("migrations/");
        return files.Keys
            .Where(name => name.EndsWith(".up", StringComparison.Ordinal))
            .Select(name => name[..^".up".Length])
            .Order(StringComparer.Ordinal)
            .Select(name => new Migration(int.Parse(name[..4], CultureInfo.InvariantCulture), name[5..], files[name + ".up"], files[name + ".down"]))
            .ToList();
    }

    private sealed class AppliedMigration
    {
        public long Version { get; init; }

        public string Name { get; init; } = "";

        public string Checksum { get; init; } = "";
    }
}
