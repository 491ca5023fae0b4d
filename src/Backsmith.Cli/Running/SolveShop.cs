using Backsmith.Agents.Loop;
using Backsmith.Agents.Roles;
using Backsmith.Agents.Tools;
using Backsmith.Agents.Work;
using Backsmith.Executions;
using Backsmith.Models;
using Backsmith.Recording;
using Backsmith.Skills;
using Backsmith.Skills.Choice;
using Backsmith.Storage.Memory;
using Backsmith.WorkTasks;
using Microsoft.Extensions.AI;

namespace Backsmith.Cli.Running;

/// <summary>What <c>solve</c> adds to a run: the model, roles, skills and memory, and the handlers that use them.</summary>
internal sealed class SolveShop : IDisposable
{
    private readonly ModelClients _clients;
    private readonly IChatClient _model;

    private SolveShop(ModelClients clients, IChatClient model, Workshop workshop)
    {
        (_clients, _model) = (clients, model);
        Handlers = [new PlanTask(workshop), new EngineerTask(workshop), new AssembleTask(workshop), new PeerReviewTask(workshop)];
    }

    public IReadOnlyList<ITaskHandler> Handlers { get; }

    /// <summary>The user's roles: <c>roles/NAME.md</c> in the state folder.</summary>
    public static (RoleShelf Shelf, string? Problem) Roles(Workplace workplace)
    {
        var folder = new DirectoryInfo(Path.Combine(workplace.State.Root, "roles"));
        return RoleShelf.Open(folder.Exists ? folder.EnumerateFiles("*.md").OrderBy(file => file.Name, StringComparer.Ordinal).Select(file => (Path.GetFileNameWithoutExtension(file.Name), File.ReadAllText(file.FullName))) : []);
    }

    /// <summary>Puts it together; null for other commands than <c>solve</c>.</summary>
    /// <exception cref="ModelException">A key, an address or a file of a model is missing.</exception>
    /// <param name="workplace">Where.</param>
    /// <param name="execution">Which.</param>
    /// <param name="request">What was asked.</param>
    /// <param name="notify">Told of retries, pauses and fallbacks of the model.</param>
    /// <param name="cancellationToken">Stops at once.</param>
    public static async Task<SolveShop?> OpenAsync(Workplace workplace, Execution execution, ExecutionRequest request, Action<ModelEvent> notify, CancellationToken cancellationToken)
    {
        if (request.Solve is not { } solve)
        {
            return null;
        }

        var keys = new KeyRing(Environment.GetEnvironmentVariable, workplace.State.Root);
        var prices = PriceList.Load(Path.Combine(workplace.State.Root, "prices.json"));
        var options = ModelOptions.From(Environment.GetEnvironmentVariable);
        var clients = new ModelClients(Environment.GetEnvironmentVariable, keys, prices, options, workplace.Time)
        {
            External = name => new ExternalChatClient(name, new ExternalAgents(workplace, keys, name).RunAsync, options, workplace.Time),
        };
        var model = Model(workplace, execution, request, solve, keys, () => clients.Create([.. solve.Models.Select(ModelName.Parse)], notify));
        FileMemoryStore[] memory = [FileMemoryStore.User(workplace.State), FileMemoryStore.Of(workplace.State, request.Repository)];
        var loaded = string.Join('\n', await Task.WhenAll(memory.Select(store => store.LoadAsync(cancellationToken).AsTask())));
        var (roles, _) = Roles(workplace);
        var own = solve.RepositorySkills is { } trusted ? await workplace.Records.GetAsync<IReadOnlyList<SkillFolder>>(trusted, cancellationToken) : [];
        var library = SkillLibrary.Of([.. SkillSources.OfMachine(), .. own]);
        var choice = new SkillChoice(library.Skills, SkillSources.Table());
        var knowledge = new Knowledge(
            roles.Roles.ToDictionary(role => role.Key, role => role.Value.Description),
            name => Text(library, name), [.. library.Skills.Select(skill => skill.Name)], (topic, token) => TopicAsync(memory, topic, token));
        var workshop = new Workshop(
            request, model, workplace.Sandbox, workplace.Store, workplace.Blobs,
            new BudgetMeter(workplace.Store, execution.Id, solve.Budget, workplace.Time), knowledge,
            (role, text) => Texts(roles.Roles, role, library, Picked(library, choice, solve, text), loaded),
            role => roles.Roles[role].Tools, Options(solve, prices));
        return new SolveShop(clients, model, workshop);
    }

    public void Dispose()
    {
        _model.Dispose();
        _clients.Dispose();
    }

    /// <summary>The model, recorded; or a recording in its place.</summary>
    private static IChatClient Model(Workplace workplace, Execution execution, ExecutionRequest request, SolveRequest solve, KeyRing keys, Func<IChatClient> create)
    {
        var same = new Normalisation((request.Repository.Root, "{repository}"), (workplace.State.Root, "{state}"));
        if (solve.Replay is { } recording)
        {
            return new CassettePlayer(recording, keys.Redaction(), same);
        }

        return new CassetteRecorder(create(), workplace.State.Recording(execution.Id), keys.Redaction(), same, workplace.Time);
    }

    private static WorkerText Texts(IReadOnlyDictionary<string, Role> roles, string role, SkillLibrary library, IReadOnlyList<Skill> picked, string memory) => new(
        roles[role].Body,
        [.. picked.Select(skill => new NamedText(skill.Name, skill.Body))],
        [.. roles.Values.Where(other => other.Name != role).Select(other => new NamedText(other.Name, other.Description))],
        [.. library.Skills.Except(picked).Select(skill => new NamedText(skill.Name, skill.Description))],
        memory);

    /// <summary>What the smallest of the models can read bounds every conversation: any of them may have to go on with it.</summary>
    private static LoopOptions Options(SolveRequest solve, PriceList prices)
    {
        var options = new LoopOptions();
        return options with { ContextTokens = solve.Models.Select(model => prices.Find(ModelName.Parse(model))?.ContextTokens ?? options.ContextTokens).Append(options.LongestContext).Min() };
    }

    /// <summary>Skills that the user asked for, else those that the words call for.</summary>
    private static IReadOnlyList<Skill> Picked(SkillLibrary library, SkillChoice choice, SolveRequest solve, string text)
    {
        var asked = solve.Skills.Select(library.Find).OfType<Skill>().ToList();
        return asked.Count > 0 ? asked : [.. choice.For($"{solve.Task}\n{text}").Select(match => match.Skill)];
    }

    private static async ValueTask<string?> TopicAsync(IEnumerable<FileMemoryStore> memory, string topic, CancellationToken cancellationToken)
    {
        var texts = new List<string>();
        foreach (var store in memory)
        {
            texts.AddRange(await store.TopicAsync(topic, cancellationToken) is { Length: > 0 } text ? [text] : []);
        }

        return texts.Count == 0 ? null : string.Join('\n', texts);
    }

    private static string? Text(SkillLibrary library, string name)
    {
        var slash = name.IndexOf('/', StringComparison.Ordinal);
        return slash < 0 ? library.Find(name)?.Body
            : library.Find(name[..slash]) is { } skill && skill.References.Contains(name[(slash + 1)..]) ? skill.Folder.Text(name[(slash + 1)..])
            : null;
    }
}
