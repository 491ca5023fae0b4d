// A program that the code names, with each value as an argument of its own, or with values that are no text.
using System.Diagnostics;
using Microsoft.AspNetCore.Mvc;

public enum Format { Png, Jpeg }

public sealed class ToolsController(IConfiguration configuration) : ControllerBase
{
    private static readonly HashSet<string> Tools = ["convert", "identify"];

    [HttpGet("a")]
    public void Listed(string file)
    {
        var start = new ProcessStartInfo("convert") { UseShellExecute = false };
        start.ArgumentList.Add("--");
        start.ArgumentList.Add(file);
        start.Environment["LANG"] = file;
        Process.Start(start);
    }

    [HttpGet("b")]
    public void Elements(string file) => Process.Start("convert", [file, "out.png"]);

    [HttpGet("c")]
    public void Numbers(int width, Format format, Guid id) => Process.Start("convert", $"-resize {width} {id}.{format}");

    [HttpGet("d")]
    public void Known(string tool)
    {
        if (!Tools.Contains(tool))
            return;
        Process.Start(tool, "--version");
    }

    [HttpGet("e")]
    public void Configured(string word)
    {
        using var process = new Process();
        process.StartInfo.FileName = configuration["Tool"]!;
        process.StartInfo.RedirectStandardInput = true;
        process.Start();
        process.StandardInput.Write(word);
    }
}
