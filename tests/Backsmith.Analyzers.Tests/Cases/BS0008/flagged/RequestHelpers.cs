// Extension methods of the request and events of a framework's options.
public static class RequestText
{
    public static string Body(this HttpRequest request)
    {
        using var reader = new StreamReader(request.Body);
        return reader.ReadToEndAsync().Result; //! BS0008: 'ReadToEndAsync'
    }

    public static IServiceCollection AddEvents(this IServiceCollection services, Users users) => services.Configure<Events>(events =>
        events.OnSignedIn = name => users.TouchAsync(name).Wait()); //! BS0008
}

public sealed class Events
{
    public Action<string>? OnSignedIn { get; set; }
}

public sealed class Users
{
    public Task TouchAsync(string name) => Task.Delay(name.Length);
}
