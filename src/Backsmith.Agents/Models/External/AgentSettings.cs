using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;

namespace Backsmith.Models;

/// <summary>What an external agent may reach from its sandbox. Agents that nobody named may reach nothing but the tools they are served.</summary>
/// <param name="Hosts">Names, or <c>NAME:PORT</c>, that it may connect to by TLS; default none.</param>
/// <param name="Environment">Names of variables that it gets with the value they have here, its key among them; default none.</param>
/// <param name="Set">Variables with the value they get; default none.</param>
/// <param name="Programs">Folders and files that it sees read-only where they are; <c>~</c> stands for the home folder; default none. <c>/usr</c> is seen anyway.</param>
/// <param name="Files">Files below the home folder that are copied into its own; default none.</param>
public sealed partial record AgentSettings(
    IReadOnlyList<string>? Hosts = null,
    IReadOnlyList<string>? Environment = null,
    IReadOnlyDictionary<string, string>? Set = null,
    IReadOnlyList<string>? Programs = null,
    IReadOnlyList<string>? Files = null)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, ReadCommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true,
    };

    /// <summary>The settings of the agent that a command starts, known by the file name of its first word.</summary>
    /// <param name="command">A line for the shell.</param>
    /// <param name="file">The user's own settings, which go before those that come with the product; need not be there.</param>
    /// <exception cref="ModelException">The file cannot be read or is not of its form; the message says where.</exception>
    public static AgentSettings Of(string command, string file)
    {
        var name = Path.GetFileName(command.Split(' ', StringSplitOptions.RemoveEmptyEntries)[0]);
        return Own(file).GetValueOrDefault(name) ?? Shipped().GetValueOrDefault(name) ?? new AgentSettings();
    }

    /// <summary>The variables of <see cref="Environment"/> that have a value, in the environment or in the key file. For the agent's own sandbox and nothing else.</summary>
    /// <exception cref="ModelException">The key file cannot be read, or a value is no key.</exception>
    public IReadOnlyDictionary<string, string> Variables(KeyRing keys) =>
        (Environment ?? []).Select(name => keys.Find(name)).OfType<ModelKey>().ToDictionary(key => key.Variable, key => key.Value);

    private static Dictionary<string, AgentSettings> Shipped()
    {
        using var stream = System.Reflection.Assembly.GetExecutingAssembly().GetManifestResourceStream("agents.json")!;
        return JsonSerializer.Deserialize<Dictionary<string, AgentSettings>>(stream, Json)!;
    }

    private static Dictionary<string, AgentSettings> Own(string file)
    {
        if (!File.Exists(file))
        {
            return [];
        }

        try
        {
            var read = JsonSerializer.Deserialize<Dictionary<string, AgentSettings>>(File.ReadAllText(file), Json) ?? [];
            return read.Select(agent => Problem(agent.Value) is { } problem ? $"{agent.Key}: {problem}" : null).FirstOrDefault(problem => problem is not null) is { } wrong ? throw Unusable(file, wrong) : read;
        }
        catch (Exception error) when (error is JsonException or IOException or UnauthorizedAccessException)
        {
            throw Unusable(file, error.Message);
        }
    }

    private static string? Problem(AgentSettings settings) =>
        (settings.Hosts ?? []).FirstOrDefault(host => !Host().IsMatch(host)) is { } host ? $"'{host}' is no host. Write NAME or NAME:PORT, without a scheme or path."
        : (settings.Environment ?? []).Concat((settings.Set ?? new Dictionary<string, string>()).Keys).FirstOrDefault(name => !Variable().IsMatch(name)) is { } name ? $"'{name}' is no name of a variable."
        : (settings.Programs ?? []).FirstOrDefault(path => path is not (['/', _, ..] or ['~', '/', _, ..])) is { } program ? $"'{program}' is no absolute path; ~/ stands for the home folder."
        : (settings.Files ?? []).FirstOrDefault(path => path is not ['~', '/', _, ..] || path.Split('/').Contains("..")) is { } copied ? $"'{copied}' is no file below the home folder; write ~/…"
        : null;

    private static ModelException Unusable(string file, string problem) =>
        new(new ModelFailure.NotConfigured($"{file}: {problem} See docs/external-agents.md for its form."));

    [GeneratedRegex(@"^[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?(:[0-9]{1,5})?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Host();

    [GeneratedRegex(@"^[A-Za-z_][A-Za-z0-9_]*\z", RegexOptions.CultureInvariant)]
    private static partial Regex Variable();
}
