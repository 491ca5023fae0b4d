using Microsoft.Extensions.Options;

namespace Bookshop.Api.Background;

/// <summary>Every so often: give back the copies of unpaid orders, send the mails that wait.</summary>
public sealed class ShopWorker(
    IServiceScopeFactory scopes,
    IOptions<OrderExpiryOptions> options,
    TimeProvider time,
    ILogger<ShopWorker> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(options.Value.EverySeconds), time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                await scope.ServiceProvider.GetRequiredService<OrderExpiry>().ExpireAsync(stoppingToken);
                await scope.ServiceProvider.GetRequiredService<OutboxDelivery>().DeliverAsync(stoppingToken);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                logger.LogError(exception, "A round of background work failed; the next one starts anew");
            }
        }
    }
}
