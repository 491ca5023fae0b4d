using System.Text.Json;
using System.Text.RegularExpressions;
using Backsmith.Models;
using Backsmith.Sandbox.Agents;
using Backsmith.Secrets;
using Backsmith.Server;

namespace Backsmith.Cli.Running;

/// <summary>Runs the agent of an <c>exec:</c> model: in its own sandbox, served the tools of its work, with what the settings let it reach.</summary>
internal sealed partial class ExternalAgents
{
    /// <summary>A value of a variable that is shorter is no key.</summary>
    private const int ShortestKey = 16;
    private const int LongestLastWords = 600;

    private readonly Workplace _workplace;
    private readonly AgentAccess _access;
    private readonly Redaction _own;

    /// <param name="workplace">Where it runs.</param>
    /// <param name="keys">Its keys are found here too.</param>
    /// <param name="model">Of the provider exec.</param>
    /// <exception cref="ModelException">Its settings cannot be read.</exception>
    public ExternalAgents(Workplace workplace, KeyRing keys, ModelName model)
    {
        _workplace = workplace;
        var settings = AgentSettings.Of(model.Name, Path.Combine(workplace.State.Root, "agents.json"));
        var given = settings.Variables(keys);
        _access = new AgentAccess(
            settings.Hosts ?? [],
            given.Concat(settings.Set ?? new Dictionary<string, string>()).GroupBy(variable => variable.Key).ToDictionary(same => same.Key, same => same.Last().Value),
            [.. (settings.Programs ?? []).Select(AtHome)],
            (settings.Files ?? []).Where(file => File.Exists(AtHome(file))).ToDictionary(file => file[2..], AtHome));
        _own = new Redaction([.. given.Values.Where(value => value.Length >= ShortestKey).Concat(_access.HomeFiles.Values.SelectMany(Credentials)).Distinct().OrderByDescending(value => value.Length)]);
    }

    /// <summary>Runs it to its end.</summary>
    /// <exception cref="ModelException">Its sandbox cannot be made.</exception>
    public async Task<ExternalEnd> RunAsync(ExternalWork work, CancellationToken cancellationToken)
    {
        try
        {
            var end = await _workplace.RunAgentAsync(
                new AgentCommand(work.Command, work.Prompt, _access),
                (stream, token) => ToolsOnStreams.ServeAsync(ProductVersion.Text, work.Tools, (name, arguments, called) => CallAsync(work, name, arguments, called), _workplace.Time, stream, stream, token),
                cancellationToken);
            var refused = end.Refused.Count > 0 ? $" (It may not reach {string.Join(", ", end.Refused)}.)" : "";
            return new ExternalEnd(end.ExitCode, LastWords(end.Output), LastWords(end.Errors) + refused);
        }
        catch (IOException broken)
        {
            throw new ModelException(new ModelFailure.NotConfigured($"The agent '{work.Command}' cannot be started: {broken.Message}"));
        }
    }

    private static string AtHome(string path) => path[0] == '~' ? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), path[2..]) : path;

    /// <summary>Long words of a file: keys and tokens are among them.</summary>
    private static IEnumerable<string> Credentials(string file) => LongWord().Matches(File.ReadAllText(file)).Select(match => match.Value);

    /// <summary>Text of the repository may tell an agent to write its own key into a file: that would leave with the patch.</summary>
    private async Task<string> CallAsync(ExternalWork work, string name, JsonElement arguments, CancellationToken cancellationToken) =>
        _own.Finds(arguments.GetRawText())
            ? "Nothing was done: the arguments hold one of your own credentials. They belong neither into the repository nor into a command."
            : await work.CallAsync(name, arguments, cancellationToken);

    private string LastWords(string text)
    {
        var line = Deliveries.PlainText.Line(_own.Of(text.Trim()));
        return line.Length > LongestLastWords ? "…" + line[^LongestLastWords..] : line;
    }

    [GeneratedRegex("[A-Za-z0-9_.~+/=-]{24,}", RegexOptions.CultureInvariant)]
    private static partial Regex LongWord();
}
