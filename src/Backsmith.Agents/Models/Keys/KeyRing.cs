using Backsmith.Secrets;

namespace Backsmith.Models;

/// <summary>Finds the keys of providers: in the environment, else in a file that its owner alone may read.</summary>
/// <remarks>The file is the one that <c>BACKSMITH_KEYS</c> names, else <c>keys</c> in the configuration folder: a line <c>NAME=value</c> for each, with the names of the variables; lines that begin with # say nothing.</remarks>
/// <param name="environment">Value of a variable, or null.</param>
/// <param name="configurationFolder">Where Backsmith's settings are kept.</param>
public sealed class KeyRing(Func<string, string?> environment, string configurationFolder)
{
    private const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    private static readonly string[] Variables =
        ["ANTHROPIC_API_KEY", "OPENAI_API_KEY", "OPENROUTER_API_KEY", "AZURE_OPENAI_API_KEY", "OLLAMA_API_KEY", "BACKSMITH_OPENAI_COMPATIBLE_KEY"];

    /// <summary>Where the key file is, or would be.</summary>
    public string KeyFile => environment("BACKSMITH_KEYS") is { Length: > 0 } path ? Path.GetFullPath(path) : Path.Combine(configurationFolder, "keys");

    /// <summary>The first of the variables that has a value, in the environment or in the file; null when none has.</summary>
    /// <exception cref="ModelException">The file can be read by others than its owner, cannot be read at all, or is not of its form.</exception>
    public ModelKey? Find(params IEnumerable<string> variables)
    {
        var wanted = variables.ToList();
        var found = wanted.Select(variable => environment(variable)?.Trim() is { Length: > 0 } value ? Key(variable, value) : null).FirstOrDefault(key => key is not null);
        if (found is not null || wanted.Count == 0)
        {
            return found;
        }

        var lines = ReadFile();
        return wanted.Select(variable => lines.TryGetValue(variable, out var value) ? Key(variable, value) : null).FirstOrDefault(key => key is not null);
    }

    /// <summary>A redaction that also knows every key there is; for logs, recordings and what a model is shown.</summary>
    /// <param name="secrets">Further values, for example those that findings stand on.</param>
    public Redaction Redaction(params IEnumerable<string> secrets) =>
        new([.. Variables.Select(variable => Find(variable)?.Value).OfType<string>().Concat(secrets).Distinct().OrderByDescending(value => value.Length)]);

    private static ModelKey Key(string variable, string value) => value.All(letter => letter is > ' ' and < '\x7f')
        ? new ModelKey(variable, value)
        : throw Unusable($"{variable} holds a blank, a control character or a letter outside of ASCII, which no key has. Copy it again.");

    private Dictionary<string, string> ReadFile()
    {
        var path = KeyFile;
        if (!File.Exists(path))
        {
            return environment("BACKSMITH_KEYS") is { Length: > 0 } ? throw Unusable($"BACKSMITH_KEYS names {path}, which is not there.") : [];
        }

        try
        {
            return (File.GetUnixFileMode(path) & Others) == 0
                ? Read(path)
                : throw Unusable($"The key file {path} can be read by others. Make it its owner's alone: chmod 600 {path}");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw Unusable($"The key file {path} cannot be read. Check its owner and mode.");
        }
    }

    private static Dictionary<string, string> Read(string path)
    {
        var keys = new Dictionary<string, string>(StringComparer.Ordinal);
        var number = 0;
        foreach (var line in File.ReadLines(path).Select(line => line.Trim()))
        {
            number++;
            var equals = line.IndexOf('=', StringComparison.Ordinal);
            if (line.Length == 0 || line[0] == '#')
            {
                continue;
            }

            if (equals <= 0 || line[(equals + 1)..].Trim().Trim('"') is not { Length: > 0 } value)
            {
                throw Unusable($"Line {number} of the key file {path} is not NAME=value.");
            }

            keys[line[..equals].Trim()] = value;
        }

        return keys;
    }

    private static ModelException Unusable(string what) => new(new ModelFailure.NotConfigured(what));
}
