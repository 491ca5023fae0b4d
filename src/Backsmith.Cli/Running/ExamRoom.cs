using System.Text;
using Backsmith.Patches;
using Backsmith.Repositories;
using Backsmith.Sandboxes;
using Backsmith.Skills;

namespace Backsmith.Cli.Running;

/// <summary>How an exam went.</summary>
/// <param name="Passed">Whether the acceptance tests fail without the work and pass with it.</param>
/// <param name="Sentence">What happened.</param>
/// <param name="Log">The end of what the tests printed; empty when they passed.</param>
internal sealed record ExamResult(bool Passed, string Sentence, string Log);

/// <summary>Where the exam of a skill is sat: its repository in a folder of its own, and the tests that judge it, which whoever works on it does not see.</summary>
internal sealed class ExamRoom : IDisposable
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(20);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("backsmith-exam-");
    private readonly Workplace _workplace;
    private readonly SkillExam _exam;

    /// <summary>Lays the exam out.</summary>
    /// <param name="workplace">Where it is sat.</param>
    /// <param name="skill">A skill of the product or of the home folder, with an exam.</param>
    /// <param name="exam">Its exam.</param>
    public ExamRoom(Workplace workplace, Skill skill, SkillExam exam)
    {
        (_workplace, _exam) = (workplace, exam);
        Lay(Path.Combine(skill.Folder.Location, ExamFile.Repository), Task);
        Lay(Path.Combine(skill.Folder.Location, ExamFile.Repository), Judged);
        Lay(Path.Combine(skill.Folder.Location, ExamFile.Acceptance), Path.Combine(Judged, "acceptance"));
    }

    /// <summary>The repository as whoever sits the exam gets it.</summary>
    public string Task => Path.Combine(_folder.FullName, "exam");

    private string Judged => Path.Combine(_folder.FullName, "judged");

    /// <summary>Runs the acceptance tests without a diff and with it.</summary>
    /// <param name="diff">The work.</param>
    /// <param name="cancellationToken">Stops at once.</param>
    public async Task<ExamResult> JudgeAsync(ReadOnlyMemory<byte> diff, CancellationToken cancellationToken)
    {
        var (without, _) = await AcceptAsync(null, cancellationToken);
        if (without is { Run: { End: CommandEnd.Exited, ExitCode: 0 } })
        {
            return new ExamResult(false, "The acceptance tests pass without any work, so they judge nothing.", "");
        }

        var (with, refusal) = await AcceptAsync(diff, cancellationToken);
        return with is null ? new ExamResult(false, $"The work does not apply beside the acceptance tests: {refusal}", "")
            : with.Run is { End: CommandEnd.Exited, ExitCode: 0 } ? new ExamResult(true, "The acceptance tests fail without the work and pass with it.", "")
            : new ExamResult(false, "The acceptance tests do not pass.", Tail(with));
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private async Task<(CommandOutcome? Outcome, string? Refusal)> AcceptAsync(ReadOnlyMemory<byte>? diff, CancellationToken cancellationToken)
    {
        var repository = new Repository(Judged, "", false);
        var captured = await _workplace.Sandbox.CaptureAsync(repository, null, cancellationToken);
        if (captured.Snapshot is not { } snapshot)
        {
            return (null, captured.Refusal);
        }

        await using var copy = await _workplace.Sandbox.OpenCopyAsync(repository, snapshot, cancellationToken);
        await copy.RestoreAsync("", NetworkAccess.Restore, cancellationToken);
        await copy.RestoreAsync("acceptance", NetworkAccess.Restore, cancellationToken);
        if (diff is { } work && await copy.ApplyAsync(work, cancellationToken) is { Applied: false, Refusal: var refusal })
        {
            return (null, refusal);
        }

        return (await copy.RunAsync(new CopyCommand("acceptance", _exam.Acceptance, Writes: true, Longest), cancellationToken), null);
    }

    private static string Tail(CommandOutcome outcome)
    {
        var lines = (Encoding.UTF8.GetString(outcome.Output) + Encoding.UTF8.GetString(outcome.Errors)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return string.Join('\n', lines.TakeLast(40));
    }

    /// <summary>Copies files; what is a link is left out.</summary>
    private static void Lay(string from, string to)
    {
        foreach (var file in new DirectoryInfo(from).EnumerateFiles("*", SearchOption.AllDirectories).Where(file => file.LinkTarget is null))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file.FullName));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            file.CopyTo(target);
        }
    }
}
