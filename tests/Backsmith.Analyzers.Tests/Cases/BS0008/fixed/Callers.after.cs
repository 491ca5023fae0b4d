public sealed class Sender(IMail mail) : BackgroundService
{
    private readonly object gate = new();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        foreach (var name in new[] { "a", "b" })
        {
            if (await TrySendAsync(name))
                Console.WriteLine(name);
        }
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await mail.SendAsync("stopped").WaitAsync(cancellationToken);
        await base.StopAsync(cancellationToken);
    }

    private async Task<bool> TrySendAsync(string to)
    {
        try
        {
            await SendAsync(to);
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    private async Task SendAsync(string to) => await mail.SendAsync(to);

    public void Locked()
    {
        lock (gate)
        {
            mail.SendAsync("locked").Wait();
        }
    }
}

public interface IMail
{
    Task SendAsync(string to);
}
