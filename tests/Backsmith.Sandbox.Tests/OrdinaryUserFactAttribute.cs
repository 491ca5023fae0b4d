using System.Runtime.InteropServices;
using Xunit;

namespace Backsmith.Sandbox.Tests;

/// <summary>A test that root runs as somebody without rights. Skipped, with the reason, for everybody else, and where that somebody may not read the .NET installation.</summary>
public sealed class OrdinaryUserFactAttribute : FactAttribute
{
    public OrdinaryUserFactAttribute()
    {
        if (!Environment.IsPrivilegedProcess)
        {
            Skip = "These tests run as an ordinary user already.";
        }
        else if (ClosedFolder() is { } folder)
        {
            Skip = $"An ordinary user may not read the .NET installation: {folder} is closed.";
        }
    }

    /// <summary>The program that runs .NET assemblies, of the installation that runs this one.</summary>
    public static string DotNet => Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "../../../dotnet"));

    private static string? ClosedFolder()
    {
        for (var folder = new FileInfo(DotNet).Directory; folder is not null; folder = folder.Parent)
        {
            if (!folder.UnixFileMode.HasFlag(UnixFileMode.OtherExecute))
            {
                return folder.FullName;
            }
        }

        return null;
    }
}
