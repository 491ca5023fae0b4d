using System.Text.RegularExpressions;

namespace Backsmith.Patches;

/// <summary>Finds added lines that reach for what judges the patch: the build's logic, the test run, the analyzers, the packages.</summary>
internal static partial class JudgeEdits
{
    public static IEnumerable<ScopeBreach> Of(FileChange file)
    {
        var path = file.Path;
        var isBuildFile = BuildFile().IsMatch(path);
        var isCode = path.EndsWith(".cs", StringComparison.OrdinalIgnoreCase);
        if (!isBuildFile && !isCode)
        {
            yield break;
        }

        foreach (var hunk in file.Hunks)
        {
            var line = hunk.NewStart;
            foreach (var text in hunk.Lines)
            {
                if (text.Mark != ' ' && Reason(text, isBuildFile) is { } reason)
                {
                    yield return new ScopeBreach(path, $"'{path}', line {line}, {reason}.");
                }

                line += text.Mark == '-' ? 0 : 1;
            }
        }
    }

    private static string? Reason(HunkLine line, bool isBuildFile)
    {
        if (isBuildFile)
        {
            return BuildReason(line);
        }

        return line.Mark != '+' ? null
            : TestFrameworkHook().IsMatch(line.Text) ? "hooks into the start of the assembly or of the test run"
            : Suppression().IsMatch(line.Text) ? "suppresses findings or warnings instead of repairing them"
            : null;
    }

    private static string? BuildReason(HunkLine line) =>
        Package().IsMatch(line.Text) ? (line.Mark == '+' ? "adds or changes a package" : "removes or changes a package")
        : BuildLogic().IsMatch(line.Text) ? "changes what the build runs"
        : JudgeProperty().IsMatch(line.Text) ? "changes how the build or the test run judges"
        : null;

    [GeneratedRegex(@"\.(\w*proj|props|targets|tasks)$|(^|/)packages\.config$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex BuildFile();

    [GeneratedRegex(@"<\s*(PackageReference|PackageVersion|GlobalPackageReference|PackageDownload|DotNetCliToolReference|package)\b|\b(VersionOverride|RestoreSources|RestoreAdditionalProjectSources)\b", RegexOptions.CultureInvariant)]
    private static partial Regex Package();

    [GeneratedRegex(@"<\s*(Target|Exec|UsingTask|Import|Analyzer|Task|Code|CompilerVisibleProperty|Sdk)\b|OutputItemType\s*=|<\s*(Pre|Post)BuildEvent|\$\(\[|\bInitialTargets\b|CustomBefore|CustomAfter|BeforeTargets|AfterTargets", RegexOptions.CultureInvariant)]
    private static partial Regex BuildLogic();

    [GeneratedRegex(@"<\s*(RunSettingsFilePath|VSTest\w*|IsTestProject|IsTestingPlatformApplication|TestingPlatform\w*|EnableMSTestRunner|NoWarn|WarningsNotAsErrors|WarningsAsErrors|TreatWarningsAsErrors|WarningLevel|AnalysisMode\w*|AnalysisLevel\w*|EnableNETAnalyzers|RunAnalyzers\w*|EnforceCodeStyleInBuild|NuGetAudit\w*|CodeAnalysisRuleSet|EnableDefault\w*Items|DefaultItemExcludes|OutDir|OutputPath|BaseOutputPath|BaseIntermediateOutputPath|IntermediateOutputPath|StartupObject|DefineConstants|Compile\s+Remove|Compile\s+Update)\b", RegexOptions.CultureInvariant)]
    private static partial Regex JudgeProperty();

    [GeneratedRegex(@"\bModuleInitializer(Attribute)?\b|\[\s*assembly\s*:\s*[\w.:]*(TestFramework|TestCollectionOrderer|TestCaseOrderer|CollectionBehavior|TestPipelineStartup|Parallelizable|SetUpFixture|AssemblyFixture)\b|DOTNET_STARTUP_HOOKS|\[\s*(AssemblyInitialize|OneTimeSetUp|SetUpFixture)\b", RegexOptions.CultureInvariant)]
    private static partial Regex TestFrameworkHook();

    [GeneratedRegex(@"#\s*pragma\s+warning\s+disable|\bSuppressMessage(Attribute)?\s*\(|#\s*nullable\s+disable|UnconditionalSuppressMessage", RegexOptions.CultureInvariant)]
    private static partial Regex Suppression();
}
