using Backsmith.Sandbox.Seccomp;

namespace Backsmith.Sandbox.Toolchains;

/// <summary>Our own tools inside: build logic that every build loads, what starts the tests, and what asks other stacks about themselves.</summary>
internal static class ToolFiles
{
    private const UnixFileMode Readable = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
    private const UnixFileMode Runnable = Readable | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
    private static readonly string[] Names =
    [
        "backsmith.targets", "backsmith.cross.targets", "tests.runsettings", "layered.sh", "isolated.sh",
        "python_facts.py", "python_compile.py", "backsmith_lines.py", "backsmith_pytest.py", "backsmith_unittest.py",
        "node_syntax.mjs", "node_report.mjs", "node_lines.mjs",
    ];

    /// <summary>Name of an empty file, to be laid over what must not be seen.</summary>
    public const string Nothing = "nothing";

    /// <summary>Writes the files where they are not yet, and returns the folder.</summary>
    public static string Write(string folder)
    {
        Directory.CreateDirectory(folder);
        Ownership.Show(folder);
        foreach (var name in Names)
        {
            Keep(Path.Combine(folder, name), EmbeddedFile.Read(name), Readable);
        }

        Keep(Path.Combine(folder, "console.sh"), EmbeddedFile.Read("console.sh"), Runnable);
        Keep(Path.Combine(folder, "testhost.sh"), EmbeddedFile.Read("testhost.sh"), Runnable);
        Keep(Path.Combine(folder, "strict.bpf"), SeccompFilter.Build(allowNamespaces: false) ?? [], Readable);
        Keep(Path.Combine(folder, Nothing), [], Readable);
        return folder;
    }

    private static void Keep(string path, byte[] content, UnixFileMode mode)
    {
        if (File.Exists(path) && File.ReadAllBytes(path).AsSpan().SequenceEqual(content))
        {
            return;
        }

        var fresh = $"{path}.{Path.GetRandomFileName()}";
        File.WriteAllBytes(fresh, content);
        File.SetUnixFileMode(fresh, mode);
        File.Move(fresh, path, overwrite: true);
    }
}
