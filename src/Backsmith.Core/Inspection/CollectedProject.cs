namespace Backsmith.Inspection;

/// <summary>A package that a project asks for and that restore could not have.</summary>
/// <param name="Id">Package id as the project spells it.</param>
/// <param name="Version">Version or range asked for; null when none is stated.</param>
/// <param name="Reason">NuGet's code and sentence.</param>
public sealed record UnresolvedPackage(string Id, string? Version, string Reason);

/// <summary>One C# project in one target framework, as its own build would hand it to the compiler. What the inspector loads; see <c>protocol.md</c>.</summary>
/// <param name="Project">Project file relative to the repository root, forward slashes.</param>
/// <param name="Directory">Absolute folder of the project file: relative paths in <paramref name="Arguments"/> start here.</param>
/// <param name="TargetFramework">For example <c>net10.0</c>; empty when unknown.</param>
/// <param name="IsTest">Whether MSBuild or the project's packages say that it is a test project.</param>
/// <param name="Arguments">The arguments of csc, one each, unquoted.</param>
/// <param name="TargetPath">Absolute path of the assembly that a build makes; empty when unknown.</param>
/// <param name="ReferenceAssembly">Absolute path of the reference assembly a build makes, or null. Both this and <paramref name="TargetPath"/> stand in other projects' <c>/reference:</c> arguments.</param>
/// <param name="AssetsFile">Absolute path of <c>project.assets.json</c>, or null when the project was never restored.</param>
/// <param name="MissingPackages">What restore could not have.</param>
/// <param name="GeneratedFiles">Only in a fallback entry: absolute paths of files with the usings that its build would generate; to be compiled, never reported on. Otherwise empty.</param>
/// <param name="SourceFiles">Only in a fallback entry: absolute paths of the C# files under the project's folder. Otherwise empty.</param>
/// <param name="Fallback">Why MSBuild gave no command line and <paramref name="SourceFiles"/> stand in for it; null for an ordinary entry.</param>
public sealed record CollectedProject(
    string Project,
    string Directory,
    string TargetFramework,
    bool IsTest,
    IReadOnlyList<string> Arguments,
    string TargetPath,
    string? ReferenceAssembly,
    string? AssetsFile,
    IReadOnlyList<UnresolvedPackage> MissingPackages,
    IReadOnlyList<string> GeneratedFiles,
    IReadOnlyList<string> SourceFiles,
    string? Fallback);

/// <summary>Everything the inspector is given about a code base: one file, named in the <c>collected</c> parameter of <c>review</c>.</summary>
/// <param name="Root">Absolute path of the repository root, the same inside and outside the sandbox.</param>
/// <param name="SdkFolder">Absolute folder of the SDK, for instance <c>/usr/share/dotnet/sdk/10.0.401</c>.</param>
/// <param name="ReferencePack">Absolute folder with the framework's reference assemblies, for fallback entries; null when there is none.</param>
/// <param name="Projects">Ordered by project, then target framework.</param>
/// <param name="Limitations">What could not be collected, one sentence each; the inspector adds them to its own.</param>
/// <param name="Entry">Absolute path of the solution or project that was collected; null when several were chosen.</param>
public sealed record CollectedCodeBase(
    string Root,
    string SdkFolder,
    string? ReferencePack,
    IReadOnlyList<CollectedProject> Projects,
    IReadOnlyList<string> Limitations,
    string? Entry = null)
{
    /// <summary>Projects that were chosen one by one, relative to the root; empty when <see cref="Entry"/> says what was.</summary>
    public IReadOnlyList<string> Chosen { get; init; } = [];
}
