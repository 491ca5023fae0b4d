using System.ComponentModel;
using Backsmith.Memory;

namespace Backsmith.Server.Tools;

/// <summary>Lists what is remembered.</summary>
internal sealed class MemoryListTool : ServerTool<MemoryListTool.Arguments, MemoryListTool.Listing>
{
    internal sealed record Arguments([property: Description(RunArguments.Repository)] string? Repository = null);

    internal sealed record Listing(IReadOnlyList<Entry> Entries);

    internal sealed record Entry([property: Description("For memory_forget.")] string Id, MemoryLevel Level, string Topic, string Line);

    /// <inheritdoc/>
    public override string Name => "memory_list";

    /// <inheritdoc/>
    public override string Title => "List what is remembered";

    /// <inheritdoc/>
    public override Effect Effect => Effect.Reads;

    /// <inheritdoc/>
    protected override async Task<ToolReply> CallAsync(Arguments arguments, ToolCall call, CancellationToken cancellationToken)
    {
        var memory = call.Engine.Memory(arguments.Repository);
        if (memory.Refusal is { } refusal)
        {
            return ToolReply.Wrong(refusal);
        }

        var entries = new List<Entry>();
        foreach (var store in memory.Stores)
        {
            entries.AddRange((await store.EntriesAsync(cancellationToken)).Select(entry => new Entry(entry.Id, store.Level, entry.Topic, RepositoryText.Line(entry.Line))));
        }

        var text = entries.Count == 0 ? "Nothing is remembered." : RepositoryText.Mark(string.Join('\n', entries.Select(entry => $"{entry.Id}  {entry.Level.ToString().ToLowerInvariant()}  {entry.Topic}  {entry.Line}")));
        return ToolReply.Done(text, new Listing(entries));
    }
}
