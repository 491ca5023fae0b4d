namespace Mailroom.Jobs;

public sealed class JobWorker(JobRunner runner) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(5));
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            await runner.RunDueAsync(stoppingToken);
        }
    }
}
