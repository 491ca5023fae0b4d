using System.Globalization;
using System.Text;
using Backsmith.Deliveries;
using Backsmith.Executions;
using Backsmith.Storage;
using Backsmith.WorkTasks;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;

namespace Backsmith.Server.Resources;

/// <summary>Deliveries as resources: read from the store, so that they are what was proven wherever the user put the folder.</summary>
internal sealed class DeliveryShelf(Engine engine)
{
    /// <summary>Executions on one page.</summary>
    private const int Page = 10;

    /// <summary>Executions that are looked at in all.</summary>
    private const int Most = 200;

    /// <summary>How long a client may keep a file: what was delivered does not change.</summary>
    private static readonly TimeSpan Fixed = TimeSpan.FromHours(1);

    /// <summary>The files of the newest deliveries.</summary>
    /// <param name="cursor">Where the page begins, as the page before it said; null for the first.</param>
    public async Task<ListResourcesResult> ListAsync(string? cursor, CancellationToken cancellationToken)
    {
        if (!int.TryParse(cursor ?? "0", NumberStyles.None, CultureInfo.InvariantCulture, out var from))
        {
            throw new McpProtocolException($"'{cursor}' is no cursor of resources/list. Leave it out to begin with the newest.", McpErrorCode.InvalidParams);
        }

        var executions = (await engine.Store.ListAsync(Most, cancellationToken)).Where(execution => engine.Reaches(execution.RepositoryRoot)).ToList();
        var resources = new List<Resource>();
        foreach (var execution in executions.Skip(from).Take(Page))
        {
            resources.AddRange(await DeliveryAsync(execution, cancellationToken) is { } delivery ? DeliveryAddress.Listed(delivery) : []);
        }

        return new ListResourcesResult { Resources = resources, TimeToLive = TimeSpan.Zero, CacheScope = CacheScope.Private, NextCursor = from + Page < executions.Count ? (from + Page).ToString(CultureInfo.InvariantCulture) : null };
    }

    /// <summary>A file of a delivery, or why there is none.</summary>
    public async Task<(ReadResourceResult? Result, string? Problem)> ReadAsync(string uri, CancellationToken cancellationToken)
    {
        if (DeliveryAddress.Parse(uri) is not { } address)
        {
            return (null, $"'{uri}' is no resource of Backsmith. Its form is {DeliveryAddress.Template}; files: {string.Join(", ", DeliveryAddress.Names)}.");
        }

        var execution = await engine.Store.FindAsync(address.Execution, cancellationToken);
        if (execution is null || execution.Id != address.Execution || !engine.Reaches(execution.RepositoryRoot))
        {
            return (null, $"There is no execution '{address.Execution}'. tasks_list names those there are.");
        }

        if (await DeliveryAsync(execution, cancellationToken) is not { } delivery)
        {
            return (null, $"Execution {execution.Id} has delivered nothing: it is {execution.State.ToString().ToLowerInvariant()}. tasks_list shows where it stands.");
        }

        var files = await engine.FilesAsync(delivery, cancellationToken);
        return files.FirstOrDefault(file => file.Name == address.File) is { } file
            ? (new ReadResourceResult { Contents = [Contents(address, file)], TimeToLive = Fixed, CacheScope = CacheScope.Private }, null)
            : (null, $"The delivery of {execution.Id} has no {address.File}{(delivery.Proof is null ? ", as there is no patch" : "")}. It has {string.Join(", ", files.Select(one => one.Name))}.");
    }

    private static ResourceContents Contents(DeliveryAddress address, DeliveryFile file)
    {
        // A patch may hold bytes that are no text; it is handed over byte for byte.
        var text = Encoding.UTF8.GetString(file.Content);
        return Encoding.UTF8.GetBytes(text).AsSpan().SequenceEqual(file.Content)
            ? new TextResourceContents { Uri = address.ToString(), MimeType = address.MimeType, Text = text }
            : BlobResourceContents.FromBytes(file.Content, address.ToString(), address.MimeType);
    }

    private async Task<Delivery?> DeliveryAsync(Execution execution, CancellationToken cancellationToken)
    {
        var tasks = await engine.Store.TasksAsync(execution.Id, cancellationToken);
        return tasks.LastOrDefault(task => task is { Kind: "deliver", State: TaskState.Completed })?.Result is { } result
            ? await engine.Records.GetAsync<Delivery>(RecordJson.Read<DeliverResult>(result).Delivery, cancellationToken)
            : null;
    }
}
