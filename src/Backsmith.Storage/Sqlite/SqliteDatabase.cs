using System.Globalization;
using Backsmith.Storage.Files;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Backsmith.Storage.Sqlite;

/// <summary>How much of a power loss a transaction outlives. A killed process loses neither.</summary>
internal enum Durability
{
    /// <summary>May be forgotten with the power (synchronous=NORMAL): claims and heartbeats, which a restart makes void anyway.</summary>
    Process,

    /// <summary>On the disk when the call returns (synchronous=FULL): whatever cannot be done again for free.</summary>
    Power,
}

/// <summary>A database file in WAL mode: one writer at a time in this process, any number of processes.</summary>
internal sealed class SqliteDatabase : IAsyncDisposable
{
    private readonly string _path;
    private readonly string _connectionString;
    private readonly TimeProvider _time;
    private readonly SemaphoreSlim _gate = new(1);
    private readonly SqliteConnection _writer;
    private Durability? _durability;

    private SqliteDatabase(string path, TimeSpan patience, TimeProvider time)
    {
        _path = path;
        _time = time;
        _connectionString = new SqliteConnectionStringBuilder
        {
            DataSource = path,
            ForeignKeys = true,
            DefaultTimeout = Math.Max(1, (int)patience.TotalSeconds),
        }.ToString();
        _writer = new SqliteConnection(_connectionString);
    }

    /// <summary>Opens the file, making it with mode 0600 if it is not there; migrates nothing.</summary>
    /// <param name="patience">How long to wait for other processes, 1 s or more.</param>
    /// <exception cref="StorageException">The machine cannot store.</exception>
    public static async ValueTask<SqliteDatabase> OpenAsync(string path, TimeSpan patience, TimeProvider time, CancellationToken cancellationToken)
    {
        SqliteLibrary.Require();
        PrivateFile.Touch(path);
        var database = new SqliteDatabase(path, patience, time);
        try
        {
            database.Guard(() =>
            {
                database._writer.Open();
                database.Pragma(string.Create(CultureInfo.InvariantCulture, $"busy_timeout={(int)patience.TotalMilliseconds}"));
                database.Pragma("journal_mode=WAL");
                return true;
            });
            cancellationToken.ThrowIfCancellationRequested();
            return database;
        }
        catch
        {
            await database.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Runs a transaction that sees no other writer from its first statement on (BEGIN IMMEDIATE). All or nothing.</summary>
    public ValueTask<T> WriteAsync<T>(Durability durability, Func<SqliteSession, T> work, CancellationToken cancellationToken) =>
        WriteAsync(durability, work, keep: _ => true, cancellationToken);

    /// <param name="keep">Whether the answer is to take effect; where not, the transaction is rolled back.</param>
    /// <inheritdoc cref="WriteAsync{T}(Durability, Func{SqliteSession, T}, CancellationToken)"/>
    public async ValueTask<T> WriteAsync<T>(Durability durability, Func<SqliteSession, T> work, Func<T, bool> keep, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return Guard(() =>
            {
                Use(durability);
                Run("begin immediate");
                try
                {
                    var answer = work(new SqliteSession(_writer, null, _time.GetUtcNow()));
                    if (keep(answer))
                    {
                        Run("commit");
                    }

                    return answer;
                }
                finally
                {
                    RollBack();
                }
            });
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Reads a consistent state without waiting for writers.</summary>
    public ValueTask<T> ReadAsync<T>(Func<SqliteSession, T> work, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult(Guard(() =>
        {
            using var connection = new SqliteConnection(_connectionString);
            connection.Open();
            using var transaction = connection.BeginTransaction(deferred: true);
            return work(new SqliteSession(connection, transaction, _time.GetUtcNow()));
        }));
    }

    public async ValueTask DisposeAsync()
    {
        await _writer.DisposeAsync().ConfigureAwait(false);
        SqliteConnection.ClearPool(_writer);
        _gate.Dispose();
    }

    /// <summary>Rolls back what was not committed. After some errors, a full disk among them, SQLite has done so by itself (sqlite.org/lang_transaction.html, 2.3); the library's transactions do not expect that.</summary>
    private void RollBack()
    {
        const int InTransaction = 0;
        if (raw.sqlite3_get_autocommit(_writer.Handle) == InTransaction)
        {
            Run("rollback");
        }
    }

    private void Use(Durability durability)
    {
        if (_durability != durability)
        {
            Pragma(durability == Durability.Power ? "synchronous=FULL" : "synchronous=NORMAL");
            _durability = durability;
        }
    }

    private void Pragma(string assignment) => Run("pragma " + assignment);

    private void Run(string statement)
    {
        using var command = _writer.CreateCommand();
        command.CommandText = statement;
        command.ExecuteNonQuery();
    }

    private T Guard<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (SqliteException error) when (SqliteFaults.Translate(error, _path) is { } fault)
        {
            throw fault;
        }
    }
}
