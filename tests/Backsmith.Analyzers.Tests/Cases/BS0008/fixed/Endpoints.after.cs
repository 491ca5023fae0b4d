var app = WebApplication.Create(args);
var http = new HttpClient { Timeout = TimeSpan.FromSeconds(5) };
app.MapGet("/a/{id}", async (int id) => Results.Ok(await http.GetStringAsync("/" + id)));
app.MapGet("/b", Read);
app.MapPost("/c", async (string name) =>
{
    await Task.Delay(name.Length);
    return Results.NoContent();
});
app.Use(async (context, next) =>
{
    context.Items["a"] = await http.GetStringAsync("/");
    await next(context);
});
app.Run();

async Task<IResult> Read()
{
    var text = await Text("/");
    return Results.Text(text);
}

async Task<string> Text(string path) => await http.GetStringAsync(path);
