using System.Globalization;
using System.Text.RegularExpressions;

namespace Backsmith.Sandbox.DotNet.Testing;

/// <summary>Tells on which installed runtime the tests of a target framework run. Our commands set <c>DOTNET_ROLL_FORWARD=Major</c>, so the lowest later version stands in for one that is missing.</summary>
/// <param name="installed">Versions of Microsoft.NETCore.App that are installed.</param>
internal sealed partial class TargetRuntime(IReadOnlyList<Version> installed)
{
    /// <summary>The runtimes of a .NET installation.</summary>
    public static TargetRuntime Of(string? dotnetRoot)
    {
        var folder = dotnetRoot is null ? null : new DirectoryInfo(Path.Combine(dotnetRoot, "shared", "Microsoft.NETCore.App"));
        return new TargetRuntime(folder is { Exists: true }
            ? [.. folder.EnumerateDirectories().Select(entry => Version.TryParse(entry.Name.Split('-')[0], out var version) ? version : null).OfType<Version>()]
            : []);
    }

    /// <summary>What a reader must know of where the tests of a project run; null when it is the runtime they were built for.</summary>
    public string? Note(string project, string targetFramework)
    {
        var match = Core().Match(targetFramework);
        if (!match.Success)
        {
            return null;
        }

        var target = new Version(Number(match.Groups["major"]), Number(match.Groups["minor"]));
        var later = installed.Where(version => version.Major > target.Major).ToList();
        return installed.Any(version => version.Major == target.Major && version.Minor >= target.Minor) || later.Count == 0
            ? null
            : $"The tests of {project} are built for {targetFramework}, whose runtime is not installed; they run on .NET {later.Where(version => version.Major == later.Min(other => other.Major)).Max()}.";
    }

    /// <summary>Whether a target framework is .NET Framework, which exists on Windows alone.</summary>
    public static bool IsOfWindows(string targetFramework) => Framework().IsMatch(targetFramework);

    private static int Number(Group group) => int.Parse(group.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\Anet(coreapp)?(?<major>\d{1,3})\.(?<minor>\d{1,3})(-|\z)", RegexOptions.CultureInvariant)]
    private static partial Regex Core();

    [GeneratedRegex(@"\Anet[1-4]\d{1,2}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Framework();
}
