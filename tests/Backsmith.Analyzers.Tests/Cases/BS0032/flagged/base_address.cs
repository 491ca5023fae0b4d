// A client whose base address is set from the request, and a relative address that can be a full one.
using Microsoft.AspNetCore.Mvc;

public sealed class ProxyController : ControllerBase
{
    private static readonly Uri Inner = new("https://inner.example/api/");

    [HttpGet]
    public async Task<string> Call(string server)
    {
        using var client = new HttpClient { BaseAddress = new Uri(server) }; //! BS0032
        return await client.GetStringAsync("status");
    }

    [HttpGet]
    public async Task<string> Relative(string path)
    {
        using var client = new HttpClient();
        return await client.GetStringAsync(new Uri(Inner, path)); //! BS0032
    }
}
