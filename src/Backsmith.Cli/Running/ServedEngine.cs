using Backsmith.Deliveries;
using Backsmith.Server;
using Backsmith.Skills;
using Backsmith.Skills.Choice;
using Backsmith.Storage.Files;
using Backsmith.Storage.Memory;

namespace Backsmith.Cli.Running;

/// <summary>Puts together what a server offers its clients.</summary>
internal static class ServedEngine
{
    /// <param name="workplace">For what is only read; each run opens its own.</param>
    /// <param name="reach">Bounds on what clients may name.</param>
    public static Engine Create(Workplace workplace, Reach reach)
    {
        var orders = new ServedOrders(reach);
        return new Engine
        {
            Version = ProductVersion.Text,
            Solves = Commands.SolveCommand.Models(null).Names.Count > 0,
            Time = workplace.Time,
            Store = workplace.Store,
            Records = workplace.Records,
            RunAsync = orders.RunAsync,
            FilesAsync = async (delivery, cancellationToken) =>
            {
                var tasks = await workplace.Store.TasksAsync(delivery.ExecutionId, cancellationToken);
                using var key = new SigningKeyFile(workplace.State.SigningKey).Load();
                return DeliveryFolder.Files(delivery, tasks, key, ProductVersion.Text);
            },
            Skills = () => SkillLibrary.Of(SkillSources.OfMachine()),
            Choose = (library, task) => new SkillChoice(library.Skills, SkillSources.Table()).For(task),
            Memory = path => Memory(workplace, orders, path),
            Reaches = reach.Contains,
        };
    }

    private static MemoryAtHand Memory(Workplace workplace, ServedOrders orders, string? path)
    {
        var user = FileMemoryStore.User(workplace.State);
        if (path is null)
        {
            return new MemoryAtHand([user], null);
        }

        var (repository, problem) = orders.Locate(path);
        return repository is null ? new MemoryAtHand([], problem) : new MemoryAtHand([user, FileMemoryStore.Of(workplace.State, repository)], null);
    }
}
