using Bookshop.Data.Orders;
using Microsoft.Extensions.Options;

namespace Bookshop.Api.Background;

public sealed class OrderExpiry(
    OrderRepository orders,
    IOptions<OrderExpiryOptions> options,
    TimeProvider time,
    ILogger<OrderExpiry> logger)
{
    private const int BatchSize = 100;

    /// <returns>How many orders ran out of time.</returns>
    public async Task<int> ExpireAsync(CancellationToken cancellationToken)
    {
        var limit = time.GetUtcNow().UtcDateTime - TimeSpan.FromMinutes(options.Value.UnpaidMinutes);
        var expired = 0;
        foreach (var order in await orders.OverdueAsync(limit, BatchSize, cancellationToken))
        {
            if (await orders.ReleaseAsync(order, OrderStatus.Expired, cancellationToken))
            {
                expired++;
            }
        }

        logger.LogInformation("{Count} unpaid orders expired", expired);
        return expired;
    }
}
