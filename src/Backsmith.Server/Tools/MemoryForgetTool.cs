using System.ComponentModel;

namespace Backsmith.Server.Tools;

/// <summary>Forgets an entry.</summary>
internal sealed class MemoryForgetTool : ServerTool<MemoryForgetTool.Arguments, MemoryForgetTool.Forgotten>
{
    internal sealed record Arguments(
        [property: Description("Of an entry, as memory_list gives it.")] string Id,
        [property: Description(RunArguments.Repository)] string? Repository = null);

    internal sealed record Forgotten(string Id, string Topic);

    /// <inheritdoc/>
    public override string Name => "memory_forget";

    /// <inheritdoc/>
    public override string Title => "Forget an entry";

    /// <inheritdoc/>
    public override Effect Effect { get; } = new(Writes: true, Destroys: true, Repeatable: true, Reaches: false);

    /// <inheritdoc/>
    protected override async Task<ToolReply> CallAsync(Arguments arguments, ToolCall call, CancellationToken cancellationToken)
    {
        var memory = call.Engine.Memory(arguments.Repository);
        if (memory.Refusal is { } refusal)
        {
            return ToolReply.Wrong(refusal);
        }

        foreach (var store in memory.Stores)
        {
            if (await store.ForgetAsync(arguments.Id, cancellationToken) is { } entry)
            {
                return ToolReply.Done($"{entry.Id} is forgotten.", new Forgotten(entry.Id, entry.Topic));
            }
        }

        return ToolReply.Wrong($"There is no entry '{arguments.Id}'. memory_list lists what there is; name the repository for what is remembered for it.");
    }
}
