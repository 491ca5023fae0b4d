using System.Reflection;
using System.Text.Json;
using Backsmith.Storage;
using Microsoft.Extensions.AI;
using ModelContextProtocol.Protocol;

namespace Backsmith.Server.Tools;

/// <summary>Something a client can do. The text that its model reads lies beside the class, in a file of its name.</summary>
internal abstract class ServerTool
{
    private Tool? _declaration;

    /// <summary>Lower case, underscores.</summary>
    public abstract string Name { get; }

    /// <summary>For people, in menus.</summary>
    public abstract string Title { get; }

    /// <summary>What it changes and reaches; see the annotations of the protocol's tools.</summary>
    public abstract Effect Effect { get; }

    /// <summary>JSON Schema of its arguments.</summary>
    public abstract JsonElement Input { get; }

    /// <summary>JSON Schema of its structured result.</summary>
    public abstract JsonElement Output { get; }

    /// <summary>What clients are told of it.</summary>
    public Tool Declaration => _declaration ??= new Tool
    {
        Name = Name, Title = Title, Description = Text(GetType()), InputSchema = Input, OutputSchema = Output, Annotations = Effect.Annotations(Title),
    };

    /// <summary>Does it. A wrong use is an answer that says what would be right.</summary>
    public abstract Task<ToolReply> CallAsync(JsonElement arguments, ToolCall call, CancellationToken cancellationToken);

    private static string Text(Type type)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"tools/{type.Name}.md") ?? throw new InvalidOperationException($"{type.Name}.md is missing.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n").Trim();
    }
}

/// <summary>A tool whose arguments and result are records.</summary>
/// <typeparam name="TArguments">Its descriptions are what a model reads about each argument.</typeparam>
/// <typeparam name="TResult">The structured result.</typeparam>
internal abstract class ServerTool<TArguments, TResult> : ServerTool
    where TArguments : class
{
    private JsonElement? _input;
    private JsonElement? _output;

    /// <inheritdoc/>
    public sealed override JsonElement Input => _input ??= ToolJson.Schema(typeof(TArguments));

    /// <inheritdoc/>
    public sealed override JsonElement Output => _output ??= ToolJson.Schema(typeof(TResult));

    /// <inheritdoc/>
    public sealed override async Task<ToolReply> CallAsync(JsonElement arguments, ToolCall call, CancellationToken cancellationToken)
    {
        if (ArgumentCheck.Problem(arguments, Input) is { } problem)
        {
            return ToolReply.Wrong(problem);
        }

        try
        {
            return await CallAsync(arguments.Deserialize<TArguments>(RecordJson.Options)!, call, cancellationToken);
        }
        catch (JsonException wrong)
        {
            return ToolReply.Wrong($"The arguments of {Name} do not fit: {wrong.Message}");
        }
    }

    /// <summary>Does it.</summary>
    protected abstract Task<ToolReply> CallAsync(TArguments arguments, ToolCall call, CancellationToken cancellationToken);
}

/// <summary>What a tool changes and reaches.</summary>
/// <param name="Writes">Whether it changes what is kept for the user: tasks, memory. Records of a run are no such change, and nothing ever changes a repository.</param>
/// <param name="Destroys">Whether what it changes cannot be had back by another call.</param>
/// <param name="Repeatable">Whether a second call with the same arguments changes nothing more.</param>
/// <param name="Reaches">Whether it uses anything outside of this machine: packages, a model.</param>
internal sealed record Effect(bool Writes, bool Destroys, bool Repeatable, bool Reaches)
{
    /// <summary>Reads what is here.</summary>
    public static Effect Reads { get; } = new(false, false, true, false);

    /// <summary>Runs a repository in the sandbox; packages may be restored.</summary>
    public static Effect Runs { get; } = new(false, false, true, true);

    /// <summary>As the protocol writes it down.</summary>
    public ToolAnnotations Annotations(string title) => new() { Title = title, ReadOnlyHint = !Writes, DestructiveHint = Destroys, IdempotentHint = Repeatable, OpenWorldHint = Reaches };
}

/// <summary>How tools read and write JSON.</summary>
internal static class ToolJson
{
    private static readonly JsonSerializerOptions Whole = Create();

    private static readonly AIJsonSchemaCreateOptions Strict = new()
    {
        TransformOptions = new AIJsonSchemaTransformOptions { DisallowAdditionalProperties = true },
    };

    /// <summary>A value whose members are all there, those without a value as null: what a schema with required members asks for.</summary>
    public static JsonElement Write<T>(T value) => JsonSerializer.SerializeToElement(value, Whole);

    /// <summary>The schema of a record.</summary>
    public static JsonElement Schema(Type type) => AIJsonUtilities.CreateJsonSchema(type, serializerOptions: Whole, inferenceOptions: Strict);

    private static JsonSerializerOptions Create()
    {
        var options = new JsonSerializerOptions(RecordJson.Options) { DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.Never };
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }
}
