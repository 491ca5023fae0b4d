namespace Backsmith.Sandbox.Git;

/// <summary>Makes git inside the sandbox deaf to every configuration but ours.</summary>
internal static class GitEnvironment
{
    /// <summary>Where our git directory is bound.</summary>
    public const string Target = "/backsmith/git";

    /// <summary>Variables for commands that run git.</summary>
    public static IReadOnlyDictionary<string, string> Variables { get; } = new Dictionary<string, string>
    {
        ["GIT_CONFIG_COUNT"] = "7",
        ["GIT_CONFIG_KEY_0"] = "safe.directory",
        ["GIT_CONFIG_VALUE_0"] = "*",
        ["GIT_CONFIG_KEY_1"] = "core.fsmonitor",
        ["GIT_CONFIG_VALUE_1"] = "false",
        ["GIT_CONFIG_KEY_2"] = "core.hooksPath",
        ["GIT_CONFIG_VALUE_2"] = "/dev/null",
        ["GIT_CONFIG_KEY_3"] = "gc.auto",
        ["GIT_CONFIG_VALUE_3"] = "0",
        // Names that only other operating systems read as .git are names like any other here.
        ["GIT_CONFIG_KEY_4"] = "core.protectNTFS",
        ["GIT_CONFIG_VALUE_4"] = "false",
        ["GIT_CONFIG_KEY_5"] = "core.protectHFS",
        ["GIT_CONFIG_VALUE_5"] = "false",
        // One flush for all objects of a command instead of one each.
        ["GIT_CONFIG_KEY_6"] = "core.fsyncMethod",
        ["GIT_CONFIG_VALUE_6"] = "batch",
        ["GIT_ATTR_NOSYSTEM"] = "1",
    };

    /// <summary>Lays out an empty git directory without running git; does nothing where one stands.</summary>
    /// <remarks>The attributes overrule every <c>.gitattributes</c> of a tree, so that bytes are kept as they are and nothing is run on them.</remarks>
    public static void Create(string folder)
    {
        if (File.Exists(Path.Combine(folder, "info/exclude")))
        {
            return;
        }

        foreach (var name in new[] { "", "objects", "objects/info", "objects/pack", "refs", "refs/heads", "info" })
        {
            var made = Directory.CreateDirectory(Path.Combine(folder, name));
            Ownership.Show(made.FullName);
        }

        Write(folder, "HEAD", "ref: refs/heads/main\n");
        Write(folder, "config", "[core]\n\trepositoryformatversion = 0\n\tfilemode = true\n\tbare = false\n\tautocrlf = false\n");
        Write(folder, "info/attributes", "* -text -filter -ident -working-tree-encoding !diff !merge !eol\n");
        Write(folder, "info/exclude", "[Bb]in/\n[Oo]bj/\n");
    }

    private static void Write(string folder, string name, string text)
    {
        var path = Path.Combine(folder, name);
        if (!File.Exists(path))
        {
            File.WriteAllText(path, text);
            Ownership.Show(path);
        }
    }
}
