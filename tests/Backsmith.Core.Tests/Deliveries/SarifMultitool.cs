using System.ComponentModel;
using System.Diagnostics;
using Xunit;

namespace Backsmith.Core.Tests.Deliveries;

/// <summary>Microsoft's validator of SARIF files (npm <c>@microsoft/sarif-multitool</c>), got once into the artifacts folder.</summary>
internal static class SarifMultitool
{
    private const string Version = "5.7.0";

    private static readonly string Folder = Path.Combine(SourceTree.Root, "artifacts", "sarif-multitool", Version);

    private static readonly Lazy<string?> Lack = new(Get);

    /// <summary>Why it is not to be had here; null when it is.</summary>
    public static string? Missing => Lack.Value;

    /// <summary>What <c>validate</c> prints: the errors and warnings of the schema and of every rule of the standard. It ends with 0 whatever it finds.</summary>
    public static string Validate(string file) =>
        Run(Program(), ["validate", file, "--output", file + ".result.sarif", "--log", "ForceOverwrite", "--level", "Error;Warning", "--rule-kind", "Sarif"]).Output;

    private static string Program() => Path.Combine(Folder, "node_modules", "@microsoft", "sarif-multitool-linux", "Sarif.Multitool");

    private static string? Get()
    {
        if (File.Exists(Program()))
        {
            return null;
        }

        Directory.CreateDirectory(Folder);
        try
        {
            var result = Run("npm", ["install", "--prefix", Folder, "--no-audit", "--no-fund", "--ignore-scripts", $"@microsoft/sarif-multitool-linux@{Version}"]);
            if (!File.Exists(Program()))
            {
                return $"npm could not get the validator: {result.Output}";
            }

            File.SetUnixFileMode(Program(), UnixFileMode.UserRead | UnixFileMode.UserExecute);
            return null;
        }
        catch (Win32Exception)
        {
            return "npm is not installed, so the validator cannot be had.";
        }
    }

    private static (int ExitCode, string Output) Run(string program, string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + errors.Result);
    }
}

/// <summary>A test that needs Microsoft's validator; it is skipped, with the reason, where that cannot be had.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SarifMultitoolFactAttribute : FactAttribute
{
    public SarifMultitoolFactAttribute()
    {
        Skip = SarifMultitool.Missing;
    }
}
