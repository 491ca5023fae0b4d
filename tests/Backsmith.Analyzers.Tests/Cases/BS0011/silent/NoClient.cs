// A worker and a command line tool have no client.
var text = "";
try
{
    text = File.ReadAllText("a");
}
catch (Exception ex)
{
    Console.Error.WriteLine(ex.Message);
    return 1;
}

return text.Length;

public sealed class Worker(ILogger<Worker> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await File.ReadAllTextAsync("a", stoppingToken);
        }
        catch (Exception ex)
        {
            await SaveAsync(new Attempt(ex.Message));
            logger.LogError(ex, "Failed");
        }
    }

    private static Task SaveAsync(Attempt attempt) => File.WriteAllTextAsync("attempts", attempt.Reason);
}

public sealed record Attempt(string Reason);
