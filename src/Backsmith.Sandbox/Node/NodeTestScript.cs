using System.Text.RegularExpressions;

namespace Backsmith.Sandbox.Node;

/// <summary>Runners of tests whose reports are known.</summary>
internal enum NodeRunner
{
    /// <summary>node --test, or tsx --test.</summary>
    Node,

    /// <summary>Jest.</summary>
    Jest,

    /// <summary>Vitest.</summary>
    Vitest,

    /// <summary>Mocha.</summary>
    Mocha,

    /// <summary>AVA, whose report is TAP.</summary>
    Ava,
}

/// <summary>A runner as a project's test script starts it.</summary>
/// <param name="Runner">Which.</param>
/// <param name="Variables">Assignments that stand before it, as the shell reads them.</param>
/// <param name="Program">How it is started.</param>
/// <param name="Arguments">What it is given, as the shell reads it, without what steers reports, coverage and watching.</param>
internal sealed record NodeInvocation(NodeRunner Runner, string Variables, string Program, string Arguments);

/// <summary>Finds the runners in a test script, through scripts that it runs. What is a check of style or something else beside the tests is left out.</summary>
internal static partial class NodeTestScript
{
    private const int Deepest = 5;

    private static readonly HashSet<string> Around = ["cross-env", "npx", "nyc", "c8", "dotenv", "env-cmd", "exec", "yarn", "pnpm", "bunx", "env", "dotenvx", "run"];

    private static readonly Dictionary<string, NodeRunner> Known = new()
    {
        ["jest"] = NodeRunner.Jest, ["react-scripts"] = NodeRunner.Jest, ["vitest"] = NodeRunner.Vitest,
        ["mocha"] = NodeRunner.Mocha, ["_mocha"] = NodeRunner.Mocha, ["ts-mocha"] = NodeRunner.Mocha, ["ava"] = NodeRunner.Ava,
    };

    /// <summary>The runners, in order; empty when none is known.</summary>
    public static IReadOnlyList<NodeInvocation> Of(PackageJson manifest) =>
        manifest.Script("test") is { } script ? [.. In(script, manifest, 0).Distinct()] : [];

    private static IEnumerable<NodeInvocation> In(string script, PackageJson manifest, int depth)
    {
        foreach (var segment in depth > Deepest ? [] : Separator().Split(script))
        {
            var words = Word().Matches(segment).Select(match => match.Value).ToList();
            var at = words.FindIndex(word => !Assignment().IsMatch(word));
            if (at < 0)
            {
                continue;
            }

            var found = Called(words, at) is { } names
                ? names.SelectMany(name => manifest.Script(name) is { } inner ? In(inner, manifest, depth + 1) : [])
                : Invocation(words, at) is { } invocation ? [invocation] : [];
            foreach (var one in found)
            {
                yield return one;
            }
        }
    }

    /// <summary>Names of the scripts that a command runs; null when it is no such command.</summary>
    private static IEnumerable<string>? Called(List<string> words, int at) => (words[at], words.ElementAtOrDefault(at + 1)) switch
    {
        ("npm" or "yarn" or "pnpm", "run" or "run-script") => words.Skip(at + 2).Where(word => !word.StartsWith('-')).Take(1),
        ("npm" or "pnpm" or "yarn", "test" or "t") => ["test"],
        ("run-s" or "run-p" or "npm-run-all" or "npm-run-all2", _) => words.Skip(at + 1).Where(word => !word.StartsWith('-')),
        ("yarn", { } name) when !Known.ContainsKey(name) && !name.StartsWith('-') && name is not ("node" or "nyc" or "c8") => [name],
        _ => null,
    };

    private static NodeInvocation? Invocation(List<string> words, int at)
    {
        var wrapped = false;
        var variables = words.Take(at).ToList();
        for (var index = at; index < words.Count; index++)
        {
            var program = Path.GetFileNameWithoutExtension(words[index]);
            if (Known.TryGetValue(program, out var runner))
            {
                return Made(runner, variables, words[index], words.Skip(index + 1));
            }

            if (program is "node" or "tsx" && Path.GetExtension(words[index]).Length == 0)
            {
                return OfNode(program, variables, [.. words.Skip(index + 1)]);
            }

            if (Assignment().IsMatch(words[index]))
            {
                variables.Add(words[index]);
            }

            wrapped |= Around.Contains(program);
            if (!wrapped)
            {
                return null;
            }
        }

        return null;
    }

    /// <summary>node --test, or node with flags for a runner that it starts.</summary>
    private static NodeInvocation? OfNode(string program, List<string> variables, List<string> words)
    {
        if (words.Contains("--test"))
        {
            return Made(NodeRunner.Node, variables, program, words);
        }

        var at = words.FindIndex(word => !word.StartsWith('-') && Known.ContainsKey(Path.GetFileNameWithoutExtension(word)));
        return at < 0 || program != "node" ? null : Made(Known[Path.GetFileNameWithoutExtension(words[at])], variables, string.Join(' ', ["node", .. words.Take(at + 1)]), words.Skip(at + 1));
    }

    private static NodeInvocation Made(NodeRunner runner, List<string> variables, string program, IEnumerable<string> arguments)
    {
        var (own, steering) = runner switch
        {
            NodeRunner.Jest => ("", JestSteering()),
            NodeRunner.Vitest => ("", VitestSteering()),
            NodeRunner.Mocha => ("", MochaSteering()),
            NodeRunner.Ava => ("", AvaSteering()),
            _ => ("", NodeSteering()),
        };
        return new NodeInvocation(runner, string.Join(' ', variables), program + own, steering.Replace(" " + string.Join(' ', arguments), "").Trim());
    }

    [GeneratedRegex(@"&&|\|\||;|\|(?!\|)|(?<!&)&(?!&)", RegexOptions.CultureInvariant)]
    private static partial Regex Separator();

    [GeneratedRegex("""(?:[^\s"']|"(?:\\.|[^"\\])*"|'[^']*')+""", RegexOptions.CultureInvariant)]
    private static partial Regex Word();

    [GeneratedRegex(@"^[A-Za-z_]\w*=", RegexOptions.CultureInvariant)]
    private static partial Regex Assignment();

    [GeneratedRegex(@"\s(--watch(All)?|--coverage|--collectCoverage|--json|--notify|--bail|-b)(=\S+)?(?=\s|$)|\s--(outputFile|reporters|coverageReporters|coverageDirectory|coverageThreshold)[= ]\S+", RegexOptions.CultureInvariant)]
    private static partial Regex JestSteering();

    [GeneratedRegex(@"\s(run|watch|dev)(?=\s|$)|\s(--watch|-w|--ui|--run)(=\S+)?(?=\s|$)|\s--coverage(\.\w+)*(=\S+)?(?=\s|$)|\s--(reporter|outputFile|bail)([= ]\S+)", RegexOptions.CultureInvariant)]
    private static partial Regex VitestSteering();

    [GeneratedRegex(@"\s(--watch|-w|--bail|-b|--parallel|-p)(?=\s|$)|\s(--reporter|-R|--reporter-options?|-O)[= ]\S+", RegexOptions.CultureInvariant)]
    private static partial Regex MochaSteering();

    [GeneratedRegex(@"\s(--watch|-w|--tap|-t|--fail-fast|--verbose|-v)(?=\s|$)", RegexOptions.CultureInvariant)]
    private static partial Regex AvaSteering();

    [GeneratedRegex(@"\s(--watch|--experimental-test-coverage)(?=\s|$)|\s--test-(reporter|reporter-destination|coverage-\S+?)[= ]\S+", RegexOptions.CultureInvariant)]
    private static partial Regex NodeSteering();
}
