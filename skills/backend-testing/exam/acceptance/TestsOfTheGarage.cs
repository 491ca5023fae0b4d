using System.Diagnostics;
using System.Reflection;
using System.Xml.Linq;

namespace Acceptance;

/// <summary>The tests that were written, run in a folder of their own over a chosen version of the program.</summary>
internal static class TestsOfTheGarage
{
    public sealed record Run(int Passed, int Failed, int Total, string Output);

    public static Run OnRight(string zone, string culture) => Start(null, zone, culture);

    public static Run OnWrong(string version) => Start(version, "UTC", "en-US");

    private static Run Start(string? version, string zone, string culture)
    {
        var folder = Directory.CreateTempSubdirectory("garage-");
        try
        {
            Copy(new DirectoryInfo(Metadata("Tests")), folder);
            if (version is not null)
            {
                File.Copy(Metadata("Wrong"), Path.Combine(folder.FullName, "Garage.dll"), overwrite: true);
            }

            return Read(Execute(folder.FullName, version, zone, culture), folder.FullName);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string Execute(string folder, string? version, string zone, string culture)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", ["test", Path.Combine(folder, "Garage.Tests.dll"), "--logger:trx;LogFileName=results.trx", "--results-directory", folder])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder,
        };
        start.Environment["GARAGE_WRONG"] = version ?? "";
        start.Environment["TZ"] = zone;
        start.Environment["DOTNET_SYSTEM_GLOBALIZATION_INVARIANT"] = "false";
        start.Environment["LANG"] = start.Environment["LC_ALL"] = culture.Replace('-', '_') + ".UTF-8";
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("VSTEST", StringComparison.OrdinalIgnoreCase) || name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToList())
        {
            start.Environment.Remove(name);
        }

        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        if (!process.WaitForExit(TimeSpan.FromMinutes(2)))
        {
            process.Kill(entireProcessTree: true);
        }

        return output + errors.Result;
    }

    private static Run Read(string output, string folder)
    {
        var file = Path.Combine(folder, "results.trx");
        if (!File.Exists(file))
        {
            return new Run(0, 0, 0, output);
        }

        var counters = XDocument.Load(file).Descendants().First(element => element.Name.LocalName == "Counters");
        return new Run(Count("passed"), Count("failed"), Count("total"), output);

        int Count(string name) => (int)counters.Attribute(name)!;
    }

    private static void Copy(DirectoryInfo from, DirectoryInfo to)
    {
        foreach (var file in from.EnumerateFiles())
        {
            file.CopyTo(Path.Combine(to.FullName, file.Name));
        }

        foreach (var folder in from.EnumerateDirectories())
        {
            Copy(folder, to.CreateSubdirectory(folder.Name));
        }
    }

    private static string Metadata(string name) =>
        Path.GetFullPath(typeof(TestsOfTheGarage).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == name).Value!);
}
