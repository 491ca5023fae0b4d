// A controller and an endpoint call the address that they were sent, through HttpClient, a message, and an injected service.
using Microsoft.AspNetCore.Mvc;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddHttpClient<IPreview, Preview>();
var app = builder.Build();
app.MapGet("/fetch", async (string url, HttpClient client) => await client.GetStringAsync(url)); //! BS0032: 'url' of the endpoint
app.MapPost("/preview", async (PreviewRequest request, IPreview preview) => await preview.OfAsync(request));
app.Run();

public sealed record PreviewRequest(string Address, bool Large);

public interface IPreview
{
    Task<byte[]> OfAsync(PreviewRequest request);
}

public sealed class Preview(HttpClient client) : IPreview
{
    public async Task<byte[]> OfAsync(PreviewRequest request)
    {
        var uri = new Uri(request.Address);
        using var message = new HttpRequestMessage(HttpMethod.Get, uri); //! BS0032
        using var response = await client.SendAsync(message);
        return await response.Content.ReadAsByteArrayAsync();
    }
}

public sealed class WebhooksController(IHttpClientFactory factory) : ControllerBase
{
    [HttpPost]
    public async Task<IActionResult> Test([FromBody] Webhook hook)
    {
        var client = factory.CreateClient();
        await client.PostAsJsonAsync(hook.Url, new { Event = "test" }); //! BS0032
        await client.GetAsync($"http://{hook.Host}:{hook.Port}/ping"); //! BS0032
        var message = new HttpRequestMessage { RequestUri = new Uri(string.Concat("https://", hook.Host)) }; //! BS0032
        return Ok(message.Method);
    }

#pragma warning disable SYSLIB0014
    [HttpGet]
    public string Old([FromQuery] string feed) => new System.Net.WebClient().DownloadString(feed); //! BS0032
#pragma warning restore SYSLIB0014
}

public sealed class Webhook
{
    public string Url { get; set; } = "";

    public string Host { get; set; } = "";

    public int Port { get; set; }
}
