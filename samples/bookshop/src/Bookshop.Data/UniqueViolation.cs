using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Bookshop.Data;

public static class UniqueViolation
{
    private const int SqliteConstraint = 19;

    /// <summary>Whether the database refused the change because a unique index already holds the value.</summary>
    public static bool IsUniqueViolation(this DbUpdateException exception) =>
        exception.InnerException is SqliteException { SqliteErrorCode: SqliteConstraint } inner
        && inner.Message.Contains("UNIQUE", StringComparison.Ordinal);
}
