// Test code may wait as long as it likes.
//? assembly Shop.Tests
public static class Probe
{
    public static Task<string> GetAsync()
    {
        var client = new HttpClient();
        return client.GetStringAsync("https://a.example");
    }
}
