// Code that awaits, and the fast path of a ValueTask.
using Microsoft.AspNetCore.Mvc;

[ApiController]
public sealed class CountsController(Counter counter) : ControllerBase
{
    [HttpGet("count")]
    public async Task<int> Get(CancellationToken token) => await counter.CountAsync(token).WaitAsync(token);

    [HttpGet("quick")]
    public ValueTask<int> Quick(CancellationToken token)
    {
        var pending = counter.QuickAsync(token);
        return pending.IsCompletedSuccessfully ? new ValueTask<int>(pending.Result + 1) : AddAsync(pending);
    }

    private static async ValueTask<int> AddAsync(ValueTask<int> pending) => await pending + 1;
}

public sealed class Counter
{
    public Task<int> CountAsync(CancellationToken token) => Task.Run(() => 1, token);

    public ValueTask<int> QuickAsync(CancellationToken token) => new(CountAsync(token));
}
