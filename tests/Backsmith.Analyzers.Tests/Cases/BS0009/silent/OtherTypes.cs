// Clients that are handed to code which may limit them, and types of the same name.
public sealed class Wrapper(HttpClient http)
{
    public static Wrapper Create() => new(new HttpClient());
    public Task<string> GetAsync() => http.GetStringAsync("/");
}

public static class Other
{
    public sealed class HttpClient;

    private static readonly HttpClient Mine = new();

    public static object Get() => Mine;
}
