using System.Reflection;

namespace Backsmith.Sandbox.DotNet;

/// <summary>Our own build logic: files that every build in the sandbox loads.</summary>
internal static class BuildLogic
{
    private static readonly string[] Names = ["backsmith.targets", "backsmith.cross.targets"];

    /// <summary>Writes the files where they are not yet, and returns the folder.</summary>
    public static string Write(string folder)
    {
        Directory.CreateDirectory(folder);
        foreach (var name in Names)
        {
            using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!;
            using var memory = new MemoryStream();
            stream.CopyTo(memory);
            var path = Path.Combine(folder, name);
            if (!File.Exists(path) || !File.ReadAllBytes(path).AsSpan().SequenceEqual(memory.ToArray()))
            {
                var fresh = $"{path}.{Path.GetRandomFileName()}";
                File.WriteAllBytes(fresh, memory.ToArray());
                File.Move(fresh, path, overwrite: true);
            }
        }

        return folder;
    }
}
