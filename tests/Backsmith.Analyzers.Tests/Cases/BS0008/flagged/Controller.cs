// Actions of a controller and a filter for which there is an asynchronous interface.
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

[ApiController, Route("parcels")]
public sealed class ParcelsController(IParcels parcels, HttpClient http) : ControllerBase
{
    [HttpGet("{id}")]
    public ActionResult<string> Get(int id)
    {
        var parcel = parcels.FindAsync(id).Result; //! BS0008: 'FindAsync'
        return parcel is null ? NotFound() : parcel;
    }

    [HttpPost]
    public async Task<IActionResult> Post(string name)
    {
        var one = parcels.FindAsync(1);
        var two = parcels.FindAsync(2);
        Task.WaitAll(one, two); //! BS0008: 'Task.WaitAll' in 'Post'
        var answer = http.GetAsync("https://carrier.example").Result; //! BS0008
        var text = await answer.Content.ReadAsStringAsync();
        return Ok(one.Result + two.Result + text + name);
    }

    [HttpDelete("{id}")]
    public IActionResult Delete(int id)
    {
        Task.Run(() => parcels.FindAsync(id)).Wait(); //! BS0008: 'Run'
        return NoContent();
    }
}

public sealed class KnownParcel(IParcels parcels) : IActionFilter
{
    public void OnActionExecuting(ActionExecutingContext context)
    {
        if (parcels.FindAsync(1).GetAwaiter().GetResult() is null) //! BS0008
            context.Result = new NotFoundResult();
    }

    public void OnActionExecuted(ActionExecutedContext context)
    {
    }
}

public interface IParcels
{
    Task<string?> FindAsync(int id);
}
