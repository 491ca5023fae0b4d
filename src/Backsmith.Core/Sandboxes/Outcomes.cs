using System.Text.Json.Serialization;
using Backsmith.Repositories;
using Backsmith.Snapshots;

namespace Backsmith.Sandboxes;

/// <summary>One thing the sandbox needs, as <c>doctor</c> prints it.</summary>
/// <param name="Name">For example <c>bubblewrap</c>.</param>
/// <param name="Present">Whether it works here.</param>
/// <param name="Detail">Version found, or what is wrong.</param>
/// <param name="Remedy">The exact command or setting that provides it; null when present.</param>
/// <param name="Required">Whether nothing untrusted may run without it.</param>
public sealed record SandboxRequirement(string Name, bool Present, string Detail, string? Remedy, bool Required);

/// <summary>What this machine offers.</summary>
/// <param name="Usable">Whether every required item is present.</param>
/// <param name="Requirements">Each item that was probed.</param>
public sealed record SandboxSupport(bool Usable, IReadOnlyList<SandboxRequirement> Requirements);

/// <summary>Answer of <see cref="ISandbox.LocateAsync"/>.</summary>
/// <param name="Repository">The repository, or null.</param>
/// <param name="Refusal">Why there is nothing to work on and what would help; null when found.</param>
public sealed record LocateOutcome(Repository? Repository, string? Refusal);

/// <summary>Answer of <see cref="ISandbox.CaptureAsync"/>.</summary>
/// <param name="Snapshot">The snapshot, or null.</param>
/// <param name="Refusal">Why it could not be taken; null when it was.</param>
public sealed record CaptureOutcome(Snapshot? Snapshot, string? Refusal);

/// <summary>How a command in the sandbox ended.</summary>
public enum CommandEnd
{
    /// <summary>By itself, with an exit code.</summary>
    Exited,

    /// <summary>Killed at its time limit.</summary>
    TimedOut,

    /// <summary>Killed because it printed more than the output limit.</summary>
    OutputLimit,

    /// <summary>Killed by a signal from elsewhere: memory, process or file limits.</summary>
    Killed,
}

/// <summary>A command that ran in the sandbox: what a proof lists.</summary>
/// <param name="Step">restore, build, test, cover, inspect, apply, diff …</param>
/// <param name="Command">Program and arguments, as run inside.</param>
/// <param name="End">How it ended.</param>
/// <param name="ExitCode">Exit code, or null when killed.</param>
/// <param name="Duration">Wall time.</param>
/// <param name="LogDigest">SHA-256 (hex) of the combined output, under which the blob store holds it.</param>
public sealed record CommandRun(
    string Step,
    IReadOnlyList<string> Command,
    CommandEnd End,
    int? ExitCode,
    TimeSpan Duration,
    string LogDigest);

/// <summary>A command for <see cref="IThrowAwayCopy.RunAsync"/>.</summary>
/// <param name="Step">What a record calls it.</param>
/// <param name="Arguments">Program, then its arguments; not a shell line.</param>
/// <param name="Writes">Whether the copy is mounted writable for it.</param>
/// <param name="Limit">Time after which its whole process tree is killed.</param>
public sealed record CopyCommand(string Step, IReadOnlyList<string> Arguments, bool Writes, TimeSpan Limit);

/// <summary>Answer of <see cref="IThrowAwayCopy.RunAsync"/>.</summary>
/// <param name="Run">How it ended.</param>
/// <param name="Output">Standard output; head and tail when it was longer than 32 MiB.</param>
/// <param name="Errors">Standard error, likewise.</param>
public sealed record CommandOutcome(CommandRun Run, byte[] Output, byte[] Errors);

/// <summary>A package that could not be had.</summary>
public sealed record MissingPackage(string Id, string? Version, string Project, string Reason);

/// <summary>Answer of a restore.</summary>
/// <param name="Complete">Whether every project has all its packages.</param>
/// <param name="Missing">What could not be had, each named.</param>
/// <param name="Commands">What ran.</param>
/// <param name="Problem">Why restore could not be tried or failed as a whole; null otherwise.</param>
public sealed record RestoreOutcome(
    bool Complete,
    IReadOnlyList<MissingPackage> Missing,
    IReadOnlyList<CommandRun> Commands,
    string? Problem);

/// <summary>A warning or error of a build.</summary>
/// <param name="Code">For example CS0219 or NETSDK1004.</param>
/// <param name="Text">The message.</param>
/// <param name="Path">File relative to the root, or null.</param>
/// <param name="Line">From 1, or null.</param>
/// <param name="Project">Project file relative to the root, or null.</param>
public sealed record BuildMessage(string Code, string Text, string? Path, int? Line, string? Project);

/// <summary>Answer of a build.</summary>
/// <param name="Succeeded">Exit code 0 and every project of the subject produced its output.</param>
/// <param name="Errors">Distinct errors. Failed with none is a problem, not a refutation.</param>
/// <param name="Warnings">Distinct warnings.</param>
/// <param name="Commands">What ran.</param>
/// <param name="Problem">What makes the answer unreliable, for instance "failed with 0 errors"; null otherwise.</param>
public sealed record BuildOutcome(
    bool Succeeded,
    IReadOnlyList<BuildMessage> Errors,
    IReadOnlyList<BuildMessage> Warnings,
    IReadOnlyList<CommandRun> Commands,
    string? Problem)
{
    /// <summary>In what the build differs from what the repository asks for, one sentence each; default none.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Test projects that were built, in whatever .NET language, relative to the root; default none.</summary>
    public IReadOnlyList<string> TestProjects { get; init; } = [];

    /// <summary>Files and folders of tests in parts of other stacks, relative to the root; default none.</summary>
    public IReadOnlyList<string> TestFiles { get; init; } = [];

    /// <summary>Folders of the parts of other stacks that were built, relative to the root, empty for the root itself; default none.</summary>
    public IReadOnlyList<string> Parts { get; init; } = [];
}

/// <summary>How one test ended.</summary>
public enum TestStatus
{
    /// <summary>Ran and held.</summary>
    Passed,

    /// <summary>Ran and did not hold.</summary>
    Failed,

    /// <summary>Was not run, by its own word.</summary>
    Skipped,
}

/// <summary>One test of one project.</summary>
/// <param name="Project">Test project, relative to the root; with several frameworks, followed by <c>|framework</c>.</param>
/// <param name="Name">Fully qualified name with the arguments of its case as the runner prints them.</param>
public sealed record TestId(string Project, string Name);

/// <summary>Result of one test.</summary>
/// <param name="Test">Which test.</param>
/// <param name="Status">How it ended.</param>
/// <param name="Duration">As the runner measured it.</param>
/// <param name="Message">Failure message with the head of its stack, or the reason it was skipped; null otherwise.</param>
public sealed record TestResult(TestId Test, TestStatus Status, TimeSpan Duration, string? Message);

/// <summary>Who wrote down how tests ended: the later, the less it can be believed.</summary>
public enum ResultSource
{
    /// <summary>A runner that what is tested cannot reach.</summary>
    Runner,

    /// <summary>The process that runs the tests: what is tested could write a report of its own.</summary>
    OwnProcess,

    /// <summary>Nobody: only the exit code of the test command is known.</summary>
    ExitCode,
}

/// <summary>A part of a repository that other tools than the .NET SDK build and test.</summary>
/// <param name="Stack">For example <c>Node.js</c>.</param>
/// <param name="Folder">Relative to the root; empty for the root.</param>
/// <param name="Files">Source files and manifests in it.</param>
/// <param name="TestFiles">Files and folders of its tests, relative to the root.</param>
public sealed record CodePart(string Stack, string Folder, int Files, IReadOnlyList<string> TestFiles)
{
    /// <summary>The folder, for people: the root is <c>.</c>.</summary>
    [JsonIgnore]
    public string Place => Folder.Length == 0 ? "." : Folder;

    /// <summary>What is not installed that it needs, and how to get it; null when its tools are there.</summary>
    public string? Missing { get; init; }
}

/// <summary>Answer of <see cref="IThrowAwayCopy.SurveyAsync"/>.</summary>
/// <param name="HasDotNet">Whether there is a solution or project.</param>
/// <param name="Parts">What other stacks there are.</param>
public sealed record StackSurvey(bool HasDotNet, IReadOnlyList<CodePart> Parts);

/// <summary>Answer of a test run.</summary>
/// <param name="Discovered">What the runner says there is.</param>
/// <param name="Results">What it reported, from its own result files.</param>
/// <param name="Problems">What makes the answer unreliable: crash, hang, forged or missing result file, runner not supported. One sentence each.</param>
/// <param name="Commands">What ran.</param>
public sealed record TestOutcome(
    IReadOnlyList<TestId> Discovered,
    IReadOnlyList<TestResult> Results,
    IReadOnlyList<string> Problems,
    IReadOnlyList<CommandRun> Commands)
{
    /// <summary>In what the run differs from what the repository asks for, one sentence each; default none.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Who wrote the results down; of several parts, the one least to be believed. Default <see cref="ResultSource.Runner"/>.</summary>
    public ResultSource Source { get; init; }
}

/// <summary>Lines of one file that tests could reach.</summary>
/// <param name="Path">Relative to the root.</param>
/// <param name="Covered">Lines that ran, from 1, ascending.</param>
/// <param name="Uncovered">Lines that could run and did not, ascending.</param>
public sealed record FileCoverage(string Path, IReadOnlyList<int> Covered, IReadOnlyList<int> Uncovered);

/// <summary>Answer of a coverage run.</summary>
/// <param name="Files">Every file with measurable lines; empty when it could not be measured.</param>
/// <param name="Problem">Why it could not be measured; null otherwise.</param>
/// <param name="Commands">What ran.</param>
public sealed record CoverageOutcome(
    IReadOnlyList<FileCoverage> Files,
    string? Problem,
    IReadOnlyList<CommandRun> Commands);

/// <summary>Answer of applying a diff.</summary>
/// <param name="Applied">Whether all of it was applied; otherwise nothing was.</param>
/// <param name="Refusal">Which file and hunk does not apply and why; null when applied.</param>
/// <param name="Commands">What ran.</param>
public sealed record ApplyOutcome(bool Applied, string? Refusal, IReadOnlyList<CommandRun> Commands);

/// <summary>A file at one moment.</summary>
/// <param name="Path">Relative to the root.</param>
/// <param name="Mode">As in git: <c>100644</c>, <c>100755</c> or <c>120000</c>; null when there is no such file.</param>
/// <param name="Content">The bytes, or the target of a symbolic link; null when there is no such file.</param>
public sealed record FileVersion(string Path, string? Mode, byte[]? Content);

/// <summary>Two versions of a text in one.</summary>
/// <param name="Content">The merged text, with both versions between markers where they contradict each other; null when one of them is no text.</param>
/// <param name="Contradicts">Whether there is such a place, or nothing could be merged.</param>
public sealed record MergedText(byte[]? Content, bool Contradicts);
