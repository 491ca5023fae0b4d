using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using SQLitePCL;

namespace Inventory.Data;

/// <summary>Uses the SQLite of the operating system.</summary>
internal static class SqliteLibrary
{
    [ModuleInitializer]
    internal static void Load()
    {
        NativeLibrary.SetDllImportResolver(typeof(SQLite3Provider_e_sqlite3).Assembly, (name, _, _) =>
            name != "e_sqlite3" ? IntPtr.Zero
            : OperatingSystem.IsWindows() ? NativeLibrary.Load("winsqlite3")
            : OperatingSystem.IsMacOS() ? NativeLibrary.Load("libsqlite3.dylib")
            : NativeLibrary.Load("libsqlite3.so.0"));
        raw.SetProvider(new SQLite3Provider_e_sqlite3());
    }
}
