using System.Text.RegularExpressions;
using Backsmith.Repositories;

namespace Backsmith.Patches;

/// <summary>What a patch may touch without a person saying so.</summary>
/// <remarks>A path that matches no rule is allowed. The rules guard what judges the patch and what runs outside the build: a patch that edits them cannot vouch for itself.</remarks>
public sealed partial class ScopePolicy
{
    /// <summary>Largest diff accepted, in bytes; default 10 MiB.</summary>
    public long MaxBytes { get; init; } = 10L * 1024 * 1024;

    /// <summary>Most files in one patch; default 2,000.</summary>
    public int MaxFiles { get; init; } = 2000;

    /// <summary>Paths outside of which nothing may change, relative to the root; empty allows all.</summary>
    public IReadOnlyList<string> AllowedPaths { get; init; } = [];

    /// <summary>Paths that belong to the tree but cannot be changed by a patch of this repository, such as submodules.</summary>
    public IReadOnlyList<string> ReadOnlyPaths { get; init; } = [];

    private static readonly (string Pattern, string Reason)[] Guarded =
    [
        (@"(^|/)\.git(/|$)", "is git's own folder"),
        (@"(^|/)\.(github|gitlab|circleci|buildkite|teamcity|azuredevops|woodpecker|forgejo|gitea)(/|$)", "is CI configuration"),
        (@"(^|/)(\.gitlab-ci|azure-pipelines[^/]*|\.travis|appveyor|bitbucket-pipelines)\.ya?ml$|(^|/)Jenkinsfile$", "is CI configuration"),
        (@"(^|/)\.(husky|githooks|git-hooks)(/|$)|(^|/)(lefthook|\.pre-commit-config)\.ya?ml$", "holds hooks that run on developers' machines"),
        (@"(^|/)\.gitattributes$|(^|/)\.gitmodules$", "changes how git reads the tree"),
        (@"(^|/)(packages\.lock\.json|package-lock\.json|npm-shrinkwrap\.json|yarn\.lock|pnpm-lock\.yaml|poetry\.lock|Pipfile\.lock|pdm\.lock|Cargo\.lock|go\.sum|Gemfile\.lock|uv\.lock)$", "is a lock file"),
        (@"(^|/)(nuget\.config|\.npmrc|\.yarnrc(\.yml)?|pip\.conf)$", "says where packages come from"),
        (@"(^|/)\.env(\.[^/]*)?$|\.(pfx|p12|pem|key|snk|jks|keystore)$|(^|/)id_(rsa|ed25519|ecdsa)$", "holds secrets"),
        (@"(^|/)Directory\.(Build|Packages|Solution)\.(props|targets)$|(^|/)Directory\.Build\.rsp$|(^|/)MSBuild\.rsp$", "steers every build"),
        (@"\.runsettings$|(^|/)(xunit\.runner|testconfig)\.json$|\.testsettings$|\.testconfig\.json$", "steers the test run"),
        (@"(^|/)(conftest|sitecustomize|usercustomize|noxfile|setup)\.py$|(^|/)(pytest|tox)\.ini$|(^|/)(setup\.cfg|\.coveragerc)$|\.pth$", "steers the build or the test run"),
        (@"(^|/)(jest|vitest|vite|karma|ava|babel|webpack|rollup|playwright|cypress|nyc)\.(config|setup)\.([cm]?[jt]s|json)$|(^|/)\.(mocharc|babelrc|nycrc|c8rc|swcrc)(\.[a-z]+)?$|(^|/)jest[.-]setup\.[cm]?[jt]s$|(^|/)vitest[.-](setup|workspace)\.[cm]?[jt]s$|(^|/)tsconfig[^/]*\.json$", "steers the build or the test run"),
        (@"(^|/)runtimeconfig\.template\.json$", "steers how the programs start"),
        (@"(^|/)(node_modules|site-packages|__pycache__)(/|$)", "is what is installed, not what is written"),
        (@"\.(pyc|pyd|node|wasm|dll|exe|so|dylib|nupkg|winmd)$", "is a compiled program, which nobody can read"),
        (@"(^|/)global\.json$|(^|/)dotnet-tools\.json$", "selects the tools that build and test"),
        (@"(^|/)\.(editorconfig|globalconfig)$|\.globalconfig$|\.ruleset$|(^|/)GlobalSuppressions\.cs$", "steers which findings are reported"),
        (@"(^|/)\.(vscode|idea|vs|fleet|zed|devcontainer)(/|$)|(^|/)\.devcontainer\.json$", "runs on developers' machines when the folder is opened"),
        (@"(^|/)\.(claude|codex|cursor|agents|gemini|windsurf)(/|$)|(^|/)(AGENTS|CLAUDE|GEMINI|SKILL)\.md$|(^|/)\.(cursorrules|windsurfrules|clinerules|goosehints)$|(^|/)\.?mcp\.json$", "instructs coding agents"),
    ];

    /// <summary>Looks at a patch; the tree itself is not needed.</summary>
    public ScopeReport Review(Patch patch)
    {
        var breaches = new List<ScopeBreach>();
        if (patch.Diff.Length > MaxBytes)
        {
            breaches.Add(new ScopeBreach("", $"The diff has {patch.Diff.Length} bytes; the limit is {MaxBytes}."));
        }

        if (patch.Files.Count > MaxFiles)
        {
            breaches.Add(new ScopeBreach("", $"The patch touches {patch.Files.Count} files; the limit is {MaxFiles}."));
        }

        foreach (var file in patch.Files)
        {
            ReviewFile(file, breaches);
        }

        return new ScopeReport(breaches);
    }

    private void ReviewFile(FileChange file, List<ScopeBreach> breaches)
    {
        foreach (var path in file.Paths)
        {
            if (Guarded.FirstOrDefault(guard => Regex.IsMatch(path, guard.Pattern, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)) is { Reason: { } reason })
            {
                breaches.Add(new ScopeBreach(path, $"'{path}' {reason}."));
            }

            if (AllowedPaths.Count > 0 && !AllowedPaths.Any(allowed => TreePath.IsWithin(path, allowed)))
            {
                breaches.Add(new ScopeBreach(path, $"'{path}' is outside the allowed paths ({string.Join(", ", AllowedPaths)})."));
            }

            if (ReadOnlyPaths.Any(closed => TreePath.IsWithin(path, closed)))
            {
                breaches.Add(new ScopeBreach(path, $"'{path}' belongs to another repository and cannot be changed by a patch of this one."));
            }
        }

        if (file.NewMode == "120000" || file.OldMode == "120000")
        {
            breaches.Add(new ScopeBreach(file.Path, $"'{file.Path}' is a symbolic link."));
        }

        if (file.NewMode == "160000" || file.OldMode == "160000")
        {
            breaches.Add(new ScopeBreach(file.Path, $"'{file.Path}' is a submodule."));
        }

        breaches.AddRange(JudgeEdits.Of(file));
        breaches.AddRange(StackEdits.Of(file));
    }

}

/// <summary>One thing that needs a person.</summary>
/// <param name="Path">The file, or empty when it is about the patch as a whole.</param>
/// <param name="Reason">A sentence.</param>
public sealed record ScopeBreach(string Path, string Reason);

/// <summary>What <see cref="ScopePolicy"/> says of a patch.</summary>
/// <param name="Breaches">Empty when the patch stays in scope.</param>
public sealed record ScopeReport(IReadOnlyList<ScopeBreach> Breaches);
