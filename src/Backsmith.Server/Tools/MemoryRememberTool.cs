using System.ComponentModel;
using Backsmith.Memory;

namespace Backsmith.Server.Tools;

/// <summary>Remembers something.</summary>
internal sealed class MemoryRememberTool : ServerTool<MemoryRememberTool.Arguments, MemoryRememberTool.Remembered>
{
    internal sealed record Arguments(
        [property: Description("What to remember. Nothing secret is kept.")] string Text,
        [property: Description("What it is about; default: general.")] string? Topic = null,
        [property: Description("Replaces what was remembered with this topic and title; default: the first line of the text.")] string? Title = null,
        [property: Description("Absolute path of the repository to remember it for; default: for every repository.")] string? Repository = null);

    internal sealed record Remembered(string Id, MemoryLevel Level, string Topic, [property: Description("added, replaced or known.")] string Change);

    /// <inheritdoc/>
    public override string Name => "memory_remember";

    /// <inheritdoc/>
    public override string Title => "Remember something";

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

        var store = memory.Stores[^1];
        return await store.RememberAsync(new NewMemory(arguments.Text, arguments.Topic, arguments.Title), cancellationToken) switch
        {
            RememberOutcome.Added added => Done(added.Entry, store.Level, "added"),
            RememberOutcome.Replaced replaced => Done(replaced.Entry, store.Level, "replaced"),
            RememberOutcome.Known known => Done(known.Entry, store.Level, "known"),
            RememberOutcome.Refused refused => ToolReply.Wrong(refused.Reason),
            _ => ToolReply.Wrong("Nothing was remembered."),
        };
    }

    private static ToolReply Done(MemoryEntry entry, MemoryLevel level, string change) =>
        ToolReply.Done($"{entry.Id} {change} in topic {entry.Topic}.", new Remembered(entry.Id, level, entry.Topic, change));
}
