using Microsoft.AspNetCore.Mvc;

[ApiController]
public sealed class OrdersController : ControllerBase
{
    [HttpGet]
    public IActionResult Get()
    {
        try
        {
            return Ok(System.IO.File.ReadAllText("a"));
        }
        catch (Exception ex)
        {
            HttpContext.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger("OrdersController").LogError(ex, "Unexpected failure in Get");
            return StatusCode(500, new { error = "An unexpected error occurred." });
        }
    }
}

public static class Vouchers
{
    public static void Map(WebApplication app)
    {
        app.MapGet("/vouchers/{code}", async (string code, ILoggerFactory loggers) =>
        {
            try
            {
                return Results.Ok(await System.IO.File.ReadAllTextAsync(code));
            }
            catch (Exception ex)
            {
                loggers.CreateLogger("Vouchers").LogError(ex, "Unexpected failure in the request");
                return Results.Problem("An unexpected error occurred.");
            }
        });
    }

    public static string Read(string path)
    {
        try
        {
            return System.IO.File.ReadAllText(path);
        }
        catch (IOException ex)
        {
            return ex.GetType().Name;
        }
    }
}

public static class Parcels
{
    public static void Map(WebApplication app)
    {
        app.MapGet("/parcels/{code}", Find);
        app.MapGet("/parcels", List);
        app.MapGet("/parcels/cheapest", Cheapest);
        app.MapGet("/again", () => List("a"));
    }

    private static IResult Find(string code, ILoggerFactory loggers)
    {
        try
        {
            return Results.Ok(System.IO.File.ReadAllText(code));
        }
        catch (Exception ex)
        {
            loggers.CreateLogger("Parcels").LogError(ex, "Unexpected failure in Find");
            return Results.Problem("An unexpected error occurred.");
        }
    }

    private static IResult List(string folder)
    {
        try
        {
            return Results.Ok(System.IO.Directory.GetFiles(folder));
        }
        catch (Exception ex)
        {
            return Results.Problem(ex.Message);
        }
    }

    private static IResult Cheapest(string folder, ILoggerFactory loggers, int count = 10)
    {
        try
        {
            return Results.Ok(System.IO.Directory.GetFiles(folder).Take(count));
        }
        catch (Exception ex)
        {
            loggers.CreateLogger("Parcels").LogError(ex, "Unexpected failure in Cheapest");
            return Results.Problem("An unexpected error occurred.");
        }
    }
}
