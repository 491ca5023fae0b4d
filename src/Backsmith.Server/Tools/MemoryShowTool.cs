using System.ComponentModel;

namespace Backsmith.Server.Tools;

/// <summary>Shows what is remembered as a model of Backsmith reads it.</summary>
internal sealed class MemoryShowTool : ServerTool<MemoryShowTool.Arguments, MemoryShowTool.Shown>
{
    internal sealed record Arguments(
        [property: Description("Show this topic whole; default: what is loaded at the start of an execution.")] string? Topic = null,
        [property: Description(RunArguments.Repository)] string? Repository = null);

    internal sealed record Shown(string Text);

    /// <inheritdoc/>
    public override string Name => "memory_show";

    /// <inheritdoc/>
    public override string Title => "Read what is remembered";

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

        var texts = new List<string>();
        foreach (var store in memory.Stores)
        {
            texts.Add(arguments.Topic is { } topic ? await store.TopicAsync(topic, cancellationToken) ?? "" : await store.LoadAsync(cancellationToken));
        }

        var text = string.Join('\n', texts.Where(text => text.Length > 0));
        return text.Length == 0 && arguments.Topic is { } wanted
            ? ToolReply.Wrong($"There is no topic '{wanted}'. memory_list lists what there is.")
            : ToolReply.Done(text.Length == 0 ? "Nothing is remembered." : RepositoryText.Mark(text), new Shown(text));
    }
}
