using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Loader;
using SQLitePCL;

namespace Bookshop.Data.Sqlite;

/// <summary>
/// Runs SQLite on the library of the operating system instead of a bundled one, so that security updates come with
/// the machine. The managed provider is pinned to a release without native files; EF Core was compiled against a
/// later one, hence the resolver.
/// </summary>
internal static class SqliteRuntime
{
    private static readonly Lazy<bool> Initialised = new(Initialise);

    public static void EnsureInitialised() => _ = Initialised.Value;

    private static bool Initialise()
    {
        AssemblyLoadContext.Default.Resolving += ResolveProvider;
        UseSystemLibrary();
        return true;
    }

    private static Assembly? ResolveProvider(AssemblyLoadContext context, AssemblyName name)
    {
        if (name.Name is null || !name.Name.StartsWith("SQLitePCLRaw", StringComparison.Ordinal))
        {
            return null;
        }

        var path = Path.Combine(AppContext.BaseDirectory, name.Name + ".dll");
        return File.Exists(path) ? context.LoadFromAssemblyPath(path) : null;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void UseSystemLibrary()
    {
        NativeLibrary.SetDllImportResolver(typeof(SQLite3Provider_e_sqlite3).Assembly, (name, _, _) =>
            name == "e_sqlite3" ? NativeLibrary.Load(SystemLibraryName()) : IntPtr.Zero);
        raw.SetProvider(new SQLite3Provider_e_sqlite3());
    }

    private static string SystemLibraryName() =>
        OperatingSystem.IsWindows() ? "winsqlite3"
        : OperatingSystem.IsMacOS() ? "libsqlite3.dylib"
        : "libsqlite3.so.0";
}
