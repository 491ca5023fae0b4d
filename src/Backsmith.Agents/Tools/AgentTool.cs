using System.Reflection;
using System.Text.Json;
using Backsmith.Storage;
using Microsoft.Extensions.AI;

namespace Backsmith.Agents.Tools;

/// <summary>Something a model can do. The text that the model reads lies beside the class, in a file of its name.</summary>
public abstract class AgentTool
{
    private string? _description;

    /// <summary>The name that the model calls it by: lower case, underscores.</summary>
    public abstract string Name { get; }

    /// <summary>What the model reads about it.</summary>
    public virtual string Description => _description ??= Text(GetType());

    /// <summary>Whether it can change the copy. Tasks that only read are not given such tools.</summary>
    public virtual bool Writes => false;

    /// <summary>Whether it hands in a result and ends the task.</summary>
    public virtual bool Ends => false;

    /// <summary>JSON Schema of its arguments.</summary>
    public abstract JsonElement Schema { get; }

    /// <summary>What the model is told of it.</summary>
    public AIFunctionDeclaration Declaration => AIFunctionFactory.CreateDeclaration(Name, Description, Schema, null);

    /// <summary>Does it. A wrong use is an answer that says what would be right.</summary>
    internal abstract ValueTask<ToolAnswer> RunAsync(JsonElement arguments, ToolContext context, CancellationToken cancellationToken);

    private static string Text(Type type)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"tools/{type.Name}.md")
            ?? throw new InvalidOperationException($"{type.Name}.md is missing.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n").Trim();
    }
}

/// <summary>A tool whose arguments are a record.</summary>
/// <typeparam name="TArguments">The record; its descriptions are what the model reads about each argument.</typeparam>
public abstract class AgentTool<TArguments> : AgentTool
{
    /// <summary>What the schema requires must be there: a tool never meets a null that its arguments do not name.</summary>
    private static readonly JsonSerializerOptions Strict = new(RecordJson.Options) { RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true };

    private JsonElement? _schema;

    /// <inheritdoc/>
    public sealed override JsonElement Schema => _schema ??= AIJsonUtilities.CreateJsonSchema(typeof(TArguments), serializerOptions: RecordJson.Options);

    internal sealed override async ValueTask<ToolAnswer> RunAsync(JsonElement arguments, ToolContext context, CancellationToken cancellationToken)
    {
        TArguments? read;
        try
        {
            read = arguments.Deserialize<TArguments>(Strict);
        }
        catch (JsonException wrong)
        {
            return ToolAnswer.Wrong($"The arguments do not fit the schema: {wrong.Message}");
        }

        return read is null ? ToolAnswer.Wrong("The arguments are missing.") : await RunAsync(read, context, cancellationToken);
    }

    /// <summary>Does it.</summary>
    internal abstract ValueTask<ToolAnswer> RunAsync(TArguments arguments, ToolContext context, CancellationToken cancellationToken);
}

/// <summary>What came of using a tool.</summary>
public abstract record ToolAnswer
{
    private ToolAnswer()
    {
    }

    /// <summary>Text for the model.</summary>
    /// <param name="Content">What it reads; clipped when long.</param>
    /// <param name="IsError">Whether the tool could not do what was asked.</param>
    public sealed record Said(string Content, bool IsError) : ToolAnswer;

    /// <summary>The answer will be there when other tasks have ended: the task is put aside, and the same call is made again then.</summary>
    /// <param name="Keys">Keys of these tasks.</param>
    public sealed record Later(IReadOnlyList<string> Keys) : ToolAnswer;

    /// <summary>The task is done.</summary>
    /// <param name="Outcome">What the worker says, as the tool understood it.</param>
    public sealed record Done(string Outcome) : ToolAnswer;

    /// <summary>It was done, and this is what the model reads.</summary>
    internal static ToolAnswer Ok(string content) => new Said(content, false);

    /// <summary>It could not be done; the text says what would be right.</summary>
    internal static ToolAnswer Wrong(string content) => new Said(content, true);
}
