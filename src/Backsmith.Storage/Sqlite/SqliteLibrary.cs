using System.Reflection;
using System.Runtime.InteropServices;
using SQLitePCL;

namespace Backsmith.Storage.Sqlite;

/// <summary>Binds the SQLite provider to the system's shared library, once in a process.</summary>
internal static class SqliteLibrary
{
    private static readonly string[] Names = ["libsqlite3.so.0", "libsqlite3.so", "libsqlite3.dylib"];
    private static readonly Lazy<bool> Bound = new(Bind);

    /// <exception cref="StorageException">The library is not installed.</exception>
    public static void Require()
    {
        if (!Bound.Value)
        {
            throw new StorageException(
                StorageFault.LibraryMissing,
                "SQLite's library libsqlite3.so.0 is not installed. On Debian and Ubuntu: apt-get install libsqlite3-0");
        }
    }

    private static bool Bind()
    {
        NativeLibrary.SetDllImportResolver(typeof(SQLite3Provider_e_sqlite3).Assembly, Resolve);
        if (Resolve("e_sqlite3", typeof(SQLite3Provider_e_sqlite3).Assembly, null) == IntPtr.Zero)
        {
            return false;
        }

        raw.SetProvider(new SQLite3Provider_e_sqlite3());
        return true;
    }

    private static IntPtr Resolve(string name, Assembly assembly, DllImportSearchPath? paths)
    {
        foreach (var candidate in Names)
        {
            if (NativeLibrary.TryLoad(candidate, out var handle))
            {
                return handle;
            }
        }

        return IntPtr.Zero;
    }
}
