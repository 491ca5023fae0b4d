using System.Reflection;

namespace Backsmith.Sandbox;

/// <summary>The scripts and tools that this assembly carries, by file name.</summary>
internal static class EmbeddedFile
{
    /// <summary>The content of one.</summary>
    /// <exception cref="ArgumentException">There is none of that name.</exception>
    public static byte[] Read(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name) ?? throw new ArgumentException($"There is no file '{name}'.", nameof(name));
        using var memory = new MemoryStream();
        stream.CopyTo(memory);
        return memory.ToArray();
    }
}
