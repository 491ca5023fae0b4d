// Endpoints of a minimal API, as lambdas and as functions, also in top-level statements.
var builder = WebApplication.CreateBuilder(args);
builder.Services.AddScoped<Tariffs>();
builder.Services.AddScoped(provider => provider.GetRequiredService<Tariffs>().LoadAsync().GetAwaiter().GetResult()); //! BS0008
var app = builder.Build();
app.MapGet("/tariffs", (Tariffs tariffs) => Results.Ok(tariffs.LoadAsync().Result)); //! BS0008: 'Result' in 'MapGet /tariffs' holds its thread until 'LoadAsync' has ended
app.MapPost("/tariffs", async (Tariffs tariffs) =>
{
    await Task.Yield();
    tariffs.SaveAsync().Wait(); //! BS0008: 'Wait()'
    return Results.NoContent();
});
app.MapGet("/first", First);
app.Use((context, next) =>
{
    var tariffs = context.RequestServices.GetRequiredService<Tariffs>();
    context.Items["count"] = tariffs.LoadAsync().Result.Count; //! BS0008
    return next(context);
});
app.Run();

static IResult First(Tariffs tariffs)
{
    var all = tariffs.LoadAsync()
        .ConfigureAwait(false)
        .GetAwaiter()
        .GetResult(); //! BS0008: 'GetAwaiter().GetResult()' in 'First'
    return Results.Ok(all[0]);
}

public sealed class Tariffs
{
    public async Task<List<string>> LoadAsync() { await Task.Delay(1); return ["a"]; }

    public Task SaveAsync() => Task.Delay(1);
}
