using System.Text.Json;
using Backsmith.Inspection;
using Shouldly;

namespace Backsmith.Inspector.Tests.Queries;

/// <summary>A repository that is asked over the wire, as the host does.</summary>
internal sealed class QueriedCode : IDisposable
{
    private readonly InspectorSession _session = new();
    private string? _collected;

    /// <summary>The repository.</summary>
    public CodeFolder Code { get; } = new();

    /// <summary>How often the host had to collect.</summary>
    public int Collections { get; private set; }

    /// <summary>Asks, and fails unless the answer is of the kind expected.</summary>
    public async Task<T> AskAsync<T>(CodeQuery query) where T : CodeAnswer
    {
        for (var attempt = 0; attempt < 2; attempt++)
        {
            var result = await OnceAsync(query);
            if (result.Answer is not null)
            {
                return result.Answer.ShouldBeOfType<T>(JsonSerializer.Serialize(result.Answer, Wire.Json));
            }

            _collected = null;
        }

        throw new InvalidOperationException("It is stale twice.");
    }

    /// <summary>Asks once, with what was collected before.</summary>
    public async Task<WireQueryResult> OnceAsync(CodeQuery query)
    {
        if (_collected is null)
        {
            Collections++;
            _collected = Code.Collect();
        }

        var answer = await _session.AnswerAsync("query", JsonSerializer.SerializeToNode(new WireQuery(query, _collected), Wire.Json), default);
        return JsonSerializer.Deserialize<WireQueryResult>(JsonSerializer.Serialize(answer, answer.GetType(), Wire.Json), Wire.Json)!;
    }

    /// <summary>Reviews in the same session.</summary>
    public Task<Review> ReviewAsync() => Code.ReviewAsync(_session);

    public void Dispose() => Code.Dispose();
}
