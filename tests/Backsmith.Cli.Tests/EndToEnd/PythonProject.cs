namespace Backsmith.Cli.Tests.EndToEnd;

/// <summary>A module with its test, for stories that are about the engine: it builds and tests in a moment.</summary>
internal static class PythonProject
{
    /// <summary>Lays it out in a folder that is not there yet.</summary>
    /// <returns>The folder.</returns>
    public static string At(string root)
    {
        Directory.CreateDirectory(Path.Combine(root, "clinic"));
        Directory.CreateDirectory(Path.Combine(root, "tests"));
        File.WriteAllText(Path.Combine(root, "clinic", "__init__.py"), "");
        File.WriteAllText(
            Path.Combine(root, "clinic", "dosage.py"),
            "def per_day(weight, milligrams):\n    return weight * milligrams\n\n\ndef sign_in(user):\n    store = \"orders\"\n    return len(user) > len(store)\n");
        File.WriteAllText(
            Path.Combine(root, "tests", "test_dosage.py"),
            "import unittest\n\nfrom clinic.dosage import per_day\n\n\nclass DosageTests(unittest.TestCase):\n    def test_multiplies(self):\n        self.assertEqual(per_day(2, 10), 20)\n");
        return root;
    }
}
