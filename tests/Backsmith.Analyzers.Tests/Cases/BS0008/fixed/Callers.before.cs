public sealed class Sender(IMail mail) : BackgroundService
{
    private readonly object gate = new();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        foreach (var name in new[] { "a", "b" })
        {
            if (TrySend(name))
                Console.WriteLine(name);
        }
    }

    public override Task StopAsync(CancellationToken cancellationToken)
    {
        mail.SendAsync("stopped").Wait(cancellationToken);
        return base.StopAsync(cancellationToken);
    }

    private bool TrySend(string to)
    {
        try
        {
            Send(to);
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    private void Send(string to) => mail.SendAsync(to).GetAwaiter().GetResult();

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
