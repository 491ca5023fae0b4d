// Minimal endpoints, the exception handler's lambda, and a developer page that is always on.
using Microsoft.AspNetCore.Diagnostics;

var app = WebApplication.CreateBuilder(args).Build();
app.UseDeveloperExceptionPage(); //! BS0011: developer exception page
app.UseExceptionHandler(error => error.Run(async context =>
{
    var feature = context.Features.Get<IExceptionHandlerFeature>();
    await context.Response.WriteAsync(feature!.Error.Message); //! BS0011
}));
app.MapGet("/a", async (HttpClient http) =>
{
    try
    {
        return Results.Ok(await http.GetStringAsync("https://a.example"));
    }
    catch (HttpRequestException failure)
    {
        return Results.Problem(failure.Message, statusCode: 502); //! BS0011
    }
});
app.MapGet("/b", Endpoints.Get);
app.Run();

public static class Endpoints
{
    public static IResult Get(Reader reader)
    {
        var outcome = reader.Read();
        return outcome.Done ? TypedResults.Ok(outcome.Text) : TypedResults.BadRequest(outcome.Text);
    }
}

public sealed class Reader
{
    public Outcome Read()
    {
        try
        {
            return new Outcome(true, File.ReadAllText("a"));
        }
        catch (Exception ex)
        {
            return new Outcome(false, ex.Message); //! BS0011
        }
    }
}

public sealed record Outcome(bool Done, string Text);
