using System.Collections.Frozen;
using System.Reflection;

namespace Backsmith.Storage.Sqlite;

/// <summary>The .sql files embedded in this assembly, by file name without extension.</summary>
internal static class SqlText
{
    private static readonly FrozenDictionary<string, string> Statements = ReadAll("sql/");

    /// <summary>A statement. Asking for one that is not there is a bug.</summary>
    public static string Get(string name) => Statements[name];

    /// <summary>Every file under a prefix, line ends normalised so that a checksum does not depend on the checkout.</summary>
    public static FrozenDictionary<string, string> ReadAll(string prefix)
    {
        var assembly = Assembly.GetExecutingAssembly();
        return assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(prefix, StringComparison.Ordinal))
            .ToFrozenDictionary(name => Path.GetFileNameWithoutExtension(name), name => Read(assembly, name), StringComparer.Ordinal);
    }

    private static string Read(Assembly assembly, string name)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
