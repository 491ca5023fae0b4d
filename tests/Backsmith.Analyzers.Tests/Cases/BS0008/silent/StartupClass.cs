// The Startup class of the older hosting model, and Main.
public static class Program
{
    public static void Main(string[] args) => CreateHost(args).Build().RunAsync().GetAwaiter().GetResult();

    private static IHostBuilder CreateHost(string[] args)
    {
        Check(args.Length).Wait();
        return Host.CreateDefaultBuilder(args);
    }

    private static Task Check(int count) => Task.Delay(count);
}

public sealed class Startup
{
    public void ConfigureServices(IServiceCollection services) => services.AddRouting();

    public void Configure(IApplicationBuilder app, IServiceProvider services)
    {
        app.UseRouting();
        CreateRoles(services).Wait();
        Warm(services);
    }

    private void Warm(IServiceProvider services) => CreateRoles(services).GetAwaiter().GetResult();

    private static Task CreateRoles(IServiceProvider services) => Task.Delay(services.GetHashCode() % 2);
}
