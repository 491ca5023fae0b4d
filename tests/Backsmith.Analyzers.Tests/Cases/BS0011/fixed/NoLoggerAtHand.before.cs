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
            return StatusCode(500, new { error = ex.Message });
        }
    }
}

public static class Vouchers
{
    public static void Map(WebApplication app)
    {
        app.MapGet("/vouchers/{code}", async (string code) =>
        {
            try
            {
                return Results.Ok(await System.IO.File.ReadAllTextAsync(code));
            }
            catch (Exception ex)
            {
                return Results.Problem(ex.ToString());
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

    private static IResult Find(string code)
    {
        try
        {
            return Results.Ok(System.IO.File.ReadAllText(code));
        }
        catch (Exception ex)
        {
            return Results.Problem(ex.Message);
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

    private static IResult Cheapest(string folder, int count = 10)
    {
        try
        {
            return Results.Ok(System.IO.Directory.GetFiles(folder).Take(count));
        }
        catch (Exception ex)
        {
            return Results.Problem(ex.Message);
        }
    }
}
