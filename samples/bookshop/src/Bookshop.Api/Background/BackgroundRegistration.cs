namespace Bookshop.Api.Background;

public sealed class OrderExpiryOptions
{
    /// <summary>Minutes after which an unpaid order gives its copies back.</summary>
    public int UnpaidMinutes { get; set; } = 30;

    public int EverySeconds { get; set; } = 60;
}

public sealed class MailOptions
{
    public string Host { get; set; } = "localhost";

    public int Port { get; set; } = 25;

    public string From { get; set; } = "";

    public string User { get; set; } = "";

    public string Password { get; set; } = "";
}

public static class BackgroundRegistration
{
    public static IServiceCollection AddBackgroundWork(this IServiceCollection services, IConfiguration configuration)
    {
        services.Configure<OrderExpiryOptions>(configuration.GetSection("OrderExpiry"));
        services.Configure<MailOptions>(configuration.GetSection("Mail"));
        services.AddScoped<OrderExpiry>();
        services.AddScoped<OutboxDelivery>();
        services.AddSingleton<IMailTransport, SmtpMailTransport>();
        services.AddHostedService<ShopWorker>();
        return services;
    }
}
