using Shouldly;

namespace Backsmith.Core.Tests;

/// <summary>Compares a text with the file that says how it must be. When it differs, the new text is left beside that file as <c>*.received.*</c>; moving it over accepts it.</summary>
internal static class Verified
{
    /// <param name="file">Relative to the source tree, with <c>.verified.</c> in its name.</param>
    /// <param name="text">What is now.</param>
    public static void Matches(string file, string text)
    {
        var path = Path.Combine(SourceTree.Root, file);
        var received = path.Replace(".verified.", ".received.", StringComparison.Ordinal);
        var expected = File.Exists(path) ? File.ReadAllText(path) : "";
        if (expected == text)
        {
            File.Delete(received);
            return;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(received)!);
        File.WriteAllText(received, text);
        text.ShouldBe(expected, $"If this is what it must be now: mv {received} {path}");
    }
}
