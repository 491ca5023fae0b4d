using Dapper;
using Microsoft.Data.Sqlite;

namespace Backsmith.Storage.Sqlite;

/// <summary>One transaction, or one read, at one moment.</summary>
internal sealed class SqliteSession(SqliteConnection connection, SqliteTransaction? transaction, DateTimeOffset now)
{
    /// <summary>The moment everything in the transaction happens at, in milliseconds since 1970.</summary>
    public long Now { get; } = now.ToUnixTimeMilliseconds();

    public int Execute(string statement, object arguments) =>
        connection.Execute(SqlText.Get(statement), arguments, transaction);

    public void ExecuteScript(string script) => connection.Execute(script, null, transaction);

    public IReadOnlyList<T> Query<T>(string statement, object? arguments = null) =>
        connection.Query<T>(SqlText.Get(statement), arguments, transaction).AsList();

    public T? First<T>(string statement, object? arguments = null) =>
        connection.QueryFirstOrDefault<T>(SqlText.Get(statement), arguments, transaction);

    public void Log(string executionId, long? taskId, string name, string detail) =>
        Execute("event_insert", new { executionId, taskId, at = Now, name, detail });
}
