// Types and assemblies that are found by the name that a request holds.
using System.Reflection;
using System.Text.Json;
using Microsoft.AspNetCore.Mvc;

public sealed class ImportController : ControllerBase
{
    [HttpPost("{type}")]
    public IActionResult Import(string type, [FromBody] string json)
    {
        var target = Type.GetType(type, throwOnError: true)!; //! BS0035: 'type' of 'ImportController.Import' comes from outside
        return Ok(JsonSerializer.Deserialize(json, target));
    }

    [HttpPost]
    public IActionResult Job(JobRequest request)
    {
        var name = "Jobs." + request.Kind;
        var job = Activator.CreateInstance(Assembly.GetExecutingAssembly().GetType(name)!); //! BS0035
        return Ok(job);
    }
}

public sealed record JobRequest(string Kind);
