// A background service and a private method that it calls.
public sealed class Sender(IMail mail, ILogger<Sender> logger) : BackgroundService
{
    private readonly object gate = new();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMinutes(1));
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            if (Send("a"))
                logger.LogInformation("sent");
        }
    }

    private bool Send(string to)
    {
        lock (gate)
        {
            return mail.SendAsync(to).GetAwaiter().GetResult(); //! BS0008: in 'Send'
        }
    }
}

public interface IMail
{
    Task<bool> SendAsync(string to);
}
