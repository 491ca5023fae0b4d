var app = WebApplication.Create(args);
var http = new HttpClient { Timeout = TimeSpan.FromSeconds(5) };
app.MapGet("/a/{id}", (int id) => Results.Ok(http.GetStringAsync("/" + id).Result));
app.MapGet("/b", Read);
app.MapPost("/c", (string name) =>
{
    Task.Delay(name.Length).Wait();
    return Results.NoContent();
});
app.Use((context, next) =>
{
    context.Items["a"] = http.GetStringAsync("/").Result;
    return next(context);
});
app.Run();

IResult Read()
{
    var text = Text("/");
    return Results.Text(text);
}

string Text(string path) => http.GetStringAsync(path).Result;
