using System.Globalization;
using System.Text.RegularExpressions;

namespace Backsmith.Patches;

/// <summary>Reads the files of one diff, line by line. Stops at the first problem.</summary>
internal sealed partial class DiffReader(List<string> lines)
{
    private int _at;

    public string? Problem { get; private set; }

    public List<FileChange> ReadAll()
    {
        var files = new List<FileChange>();
        while (_at < lines.Count && Problem is null)
        {
            if (lines[_at].StartsWith("diff --git ", StringComparison.Ordinal))
            {
                Add(files, ReadGitFile());
            }
            else if (lines[_at].StartsWith("diff --cc ", StringComparison.Ordinal) || lines[_at].StartsWith("diff --combined ", StringComparison.Ordinal))
            {
                Fail("a combined diff of a merge cannot be applied; make one against a single parent with 'git diff BASE'");
            }
            else if (StartsPlainFile())
            {
                Add(files, ReadFile(new FileHeader()));
            }
            else
            {
                _at++;
            }
        }

        return files;
    }

    private static void Add(List<FileChange> files, FileChange? file)
    {
        if (file is not null)
        {
            files.Add(file);
        }
    }

    private bool StartsPlainFile() =>
        lines[_at].StartsWith("--- ", StringComparison.Ordinal)
        && _at + 1 < lines.Count
        && lines[_at + 1].StartsWith("+++ ", StringComparison.Ordinal);

    private FileChange? ReadGitFile()
    {
        var header = new FileHeader();
        header.TakeGitLine(lines[_at]);
        _at++;
        while (_at < lines.Count && header.TakeExtended(lines[_at].TrimEnd('\r')))
        {
            _at++;
        }

        return ReadFile(header);
    }

    private FileChange? ReadFile(FileHeader header)
    {
        if (_at < lines.Count && StartsPlainFile())
        {
            header.TakeOld(lines[_at].TrimEnd('\r')[4..]);
            header.TakeNew(lines[_at + 1].TrimEnd('\r')[4..]);
            _at += 2;
        }

        if (_at < lines.Count && lines[_at].StartsWith("GIT binary patch", StringComparison.Ordinal))
        {
            header.Binary = true;
            SkipBinary();
        }
        else if (_at < lines.Count && lines[_at].StartsWith("Binary files ", StringComparison.Ordinal))
        {
            return FailFile("the diff says a binary file differs but does not carry its content; make it with 'git diff --binary'");
        }

        var hunks = new List<Hunk>();
        while (_at < lines.Count && Problem is null && lines[_at].StartsWith("@@ ", StringComparison.Ordinal))
        {
            if (ReadHunk() is { } hunk)
            {
                hunks.Add(hunk);
            }
        }

        return Problem is not null ? null
            : header.ToChange(hunks) is not { } change ? FailFile("the header names no file")
            : change.Paths.FirstOrDefault(LeadsOut) is { } outside ? FailFile($"the file above is '{outside}', which leads out of the repository; a diff names files relative to its top folder")
            : change;
    }

    private static bool LeadsOut(string path) => path.StartsWith('/') || path.Split('/').Contains("..", StringComparer.Ordinal);

    private void SkipBinary()
    {
        while (_at < lines.Count && !lines[_at].StartsWith("diff ", StringComparison.Ordinal) && !lines[_at].StartsWith("-- ", StringComparison.Ordinal))
        {
            _at++;
        }
    }

    private Hunk? ReadHunk()
    {
        var match = HunkHeader().Match(lines[_at]);
        if (!match.Success)
        {
            Fail("this hunk header cannot be read");
            return null;
        }

        var (oldStart, oldCount) = (Number(match, 1, 0), Number(match, 2, 1));
        var (newStart, newCount) = (Number(match, 3, 0), Number(match, 4, 1));
        _at++;
        var body = new List<HunkLine>();
        if (!ReadBody(body, oldCount, newCount))
        {
            return null;
        }

        return new Hunk(oldStart, oldCount, newStart, newCount, match.Groups[5].Value.Trim(), body);
    }

    private bool ReadBody(List<HunkLine> body, int oldLeft, int newLeft)
    {
        while (oldLeft > 0 || newLeft > 0)
        {
            if (_at >= lines.Count)
            {
                Fail("the diff ends in the middle of a hunk");
                return false;
            }

            // Some mailers strip the single space of an empty context line.
            var line = lines[_at].Length == 0 || lines[_at] == "\r" ? " " + lines[_at] : lines[_at];
            switch (line[0])
            {
                case ' ': oldLeft--; newLeft--; break;
                case '-': oldLeft--; break;
                case '+': newLeft--; break;
                case '\\': break;
                default:
                    Fail("this line stands inside a hunk but starts with neither space, '+', '-' nor '\\'");
                    return false;
            }

            if (oldLeft < 0 || newLeft < 0)
            {
                Fail("the hunk has more lines than its header says");
                return false;
            }

            Take(body, line);
        }

        if (_at < lines.Count && lines[_at].StartsWith('\\'))
        {
            Take(body, lines[_at]);
        }

        return true;
    }

    private void Take(List<HunkLine> body, string line)
    {
        if (line[0] != '\\')
        {
            body.Add(new HunkLine(line[0], line[1..], false));
        }
        else if (body.Count > 0)
        {
            body[^1] = body[^1] with { NoNewline = true };
        }

        _at++;
    }

    private static int Number(Match match, int group, int fallback) =>
        match.Groups[group].Success
        && int.TryParse(match.Groups[group].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : fallback;

    private FileChange? FailFile(string what)
    {
        Fail(what);
        return null;
    }

    private void Fail(string what) => Problem = $"Line {Math.Min(_at + 1, lines.Count)} of the diff: {what}.";

    [GeneratedRegex(@"^@@ -(\d{1,9})(?:,(\d{1,9}))? \+(\d{1,9})(?:,(\d{1,9}))? @@(.*)$", RegexOptions.CultureInvariant)]
    private static partial Regex HunkHeader();
}
