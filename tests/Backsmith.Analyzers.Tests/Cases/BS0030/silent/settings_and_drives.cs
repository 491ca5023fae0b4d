// A setting that an administrator changed in another request, kept on an object that all requests share.
using Microsoft.AspNetCore.Mvc;

public sealed class ServerSettings
{
    public string Folder { get; set; } = "/srv";
}

[ApiController]
public sealed class SettingsController(ServerSettings settings) : ControllerBase
{
    [HttpPut("settings")]
    public void Change(string folder) => settings.Folder = folder;

    [HttpGet("log")]
    public string Log() => System.IO.File.ReadAllText(Path.Combine(settings.Folder, "app.log"));
}
