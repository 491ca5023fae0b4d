using System.Globalization;
using System.Text;
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

        foreach (var (line, number) in file.NumberedLines())
        {
            if (line.Mark != ' ' && Reason(line, isBuildFile) is { } reason)
            {
                yield return new ScopeBreach(path, $"'{path}', line {number}, {reason}.");
            }
        }
    }

    private static string? Reason(HunkLine line, bool isBuildFile)
    {
        if (isBuildFile)
        {
            return BuildReason(line);
        }

        var text = Plain(line.Text);
        return line.Mark != '+' ? null
            : TestFrameworkHook().IsMatch(text) ? "hooks into the start of the assembly or of the test run"
            : TestFrameworkName().IsMatch(text) ? "takes the place of a name of the test framework"
            : Suppression().IsMatch(text) ? "suppresses findings or warnings instead of repairing them"
            : null;
    }

    /// <summary>A line with the escapes resolved that C# allows inside identifiers (ECMA-334, 6.4.3).</summary>
    private static string Plain(string line) => !line.Contains('\\', StringComparison.Ordinal) ? line : IdentifierEscape().Replace(line, match =>
        int.TryParse(match.Groups["code"].ValueSpan, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code) && Rune.IsValid(code) ? new Rune(code).ToString() : match.Value);

    private static string? BuildReason(HunkLine line) =>
        Package().IsMatch(line.Text) ? (line.Mark == '+' ? "adds or changes a package" : "removes or changes a package")
        : BuildLogic().IsMatch(line.Text) ? "changes what the build runs"
        : JudgeProperty().IsMatch(line.Text) ? "changes how the build or the test run judges"
        : null;

    [GeneratedRegex(@"\.(\w*proj|props|targets|tasks)$|(^|/)packages\.config$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex BuildFile();

    [GeneratedRegex(@"<\s*(PackageReference|PackageVersion|GlobalPackageReference|PackageDownload|DotNetCliToolReference|package)\b|\b(VersionOverride|RestoreSources|RestoreAdditionalProjectSources)\b", RegexOptions.CultureInvariant)]
    private static partial Regex Package();

    [GeneratedRegex(@"<\s*(Target|Exec|UsingTask|Import|Analyzer|Task|Code|CompilerVisibleProperty|Sdk)\b|\bOutputItemType\b|<\s*(Pre|Post)BuildEvent|\$\(\[|\bInitialTargets\b|CustomBefore|CustomAfter|BeforeTargets|AfterTargets", RegexOptions.CultureInvariant)]
    private static partial Regex BuildLogic();

    [GeneratedRegex(@"<\s*(RunSettingsFilePath|RuntimeHostConfigurationOption|VSTest\w*|IsTestProject|IsTestingPlatformApplication|TestingPlatform\w*|EnableMSTestRunner|NoWarn|WarningsNotAsErrors|WarningsAsErrors|TreatWarningsAsErrors|WarningLevel|AnalysisMode\w*|AnalysisLevel\w*|EnableNETAnalyzers|RunAnalyzers\w*|EnforceCodeStyleInBuild|NuGetAudit\w*|CodeAnalysisRuleSet|EnableDefault\w*Items|DefaultItemExcludes|OutDir|OutputPath|BaseOutputPath|BaseIntermediateOutputPath|IntermediateOutputPath|StartupObject|DefineConstants|Compile\s+Remove|Compile\s+Update)\b", RegexOptions.CultureInvariant)]
    private static partial Regex JudgeProperty();

    [GeneratedRegex(@"\bModuleInitializer(Attribute)?\b|\[\s*assembly\s*:\s*[\w.:]*(TestFramework|TestCollectionOrderer|TestCaseOrderer|CollectionBehavior|TestPipelineStartup|Parallelizable|SetUpFixture|AssemblyFixture)\b|\b(Xunit|I)?TestFramework(Attribute|Executor|Discoverer)?\b|\bclass\s+StartupHook\b|DOTNET_STARTUP_HOOKS|\[\s*(AssemblyInitialize|OneTimeSetUp|SetUpFixture)\b", RegexOptions.CultureInvariant)]
    private static partial Regex TestFrameworkHook();

    // A type or an extension of these names in a namespace around the tests is found before the one of the framework.
    [GeneratedRegex(@"\b(class|struct|record|interface|delegate|enum)\s+(Assert\b|(Fact|Theory|InlineData|MemberData|Test|TestCase|TestMethod|DataRow)(Attribute\b|\b[^{;]*:\s*[\w.:]*Attribute\b))|\bnamespace\s+(Xunit|NUnit|Shouldly|FluentAssertions|AwesomeAssertions|Microsoft\.VisualStudio\.TestTools|TUnit)\b|\bglobal\s+using\s+(static\b|\w+\s*=)|\busing\s+(Assert|FactAttribute|TheoryAttribute|TestAttribute|TestMethodAttribute|Fact|Theory)\s*=|\b(Should|ShouldBe\w*|ShouldNot\w*)\s*(<[^>]*>)?\s*\(\s*this\b", RegexOptions.CultureInvariant)]
    private static partial Regex TestFrameworkName();

    [GeneratedRegex(@"\\(u(?<code>[0-9a-fA-F]{4})|U(?<code>[0-9a-fA-F]{8}))", RegexOptions.CultureInvariant)]
    private static partial Regex IdentifierEscape();

    [GeneratedRegex(@"#\s*pragma\s+warning\s+disable|\bSuppressMessage(Attribute)?\s*\(|#\s*nullable\s+disable|UnconditionalSuppressMessage", RegexOptions.CultureInvariant)]
    private static partial Regex Suppression();
}
