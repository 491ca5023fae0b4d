using System.Text;

namespace Backsmith.Patches;

/// <summary>Collects what the header lines of one file of a diff say.</summary>
internal sealed class FileHeader
{
    private string? _old;
    private string? _new;
    private string? _oldMode;
    private string? _newMode;
    private ChangeKind _kind = ChangeKind.Modified;

    public bool Binary { get; set; }

    /// <summary>Takes both paths from <c>diff --git a/x b/x</c>; later lines overrule them.</summary>
    public void TakeGitLine(string line)
    {
        var rest = line["diff --git ".Length..].TrimEnd('\r');
        if (rest.StartsWith('"'))
        {
            var end = EndOfQuoted(rest);
            _old = Path(rest[..end]);
            _new = Path(rest[end..].TrimStart());
        }
        else if (rest.EndsWith('"') && rest.IndexOf(" \"", StringComparison.Ordinal) is var quote and > 0)
        {
            _old = Path(rest[..quote]);
            _new = Path(rest[(quote + 1)..]);
        }
        else if (SplitEqualHalves(rest) is { } half)
        {
            _old = _new = half;
        }
        else if (rest.IndexOf(" b/", StringComparison.Ordinal) is var split and > 0)
        {
            _old = Path(rest[..split]);
            _new = Path(rest[(split + 1)..]);
        }
    }

    /// <summary>Takes one extended header line; false when the line is none.</summary>
    public bool TakeExtended(string line)
    {
        switch (line)
        {
            case var l when After(l, "old mode ") is { } mode: _oldMode = mode; return true;
            case var l when After(l, "new mode ") is { } mode: _newMode = mode; return true;
            case var l when After(l, "deleted file mode ") is { } mode: _oldMode = mode; _kind = ChangeKind.Deleted; return true;
            case var l when After(l, "new file mode ") is { } mode: _newMode = mode; _kind = ChangeKind.Added; return true;
            case var l when After(l, "rename from ") is { } path: _old = Unquote(path); _kind = ChangeKind.Renamed; return true;
            case var l when After(l, "rename to ") is { } path: _new = Unquote(path); return true;
            case var l when After(l, "copy from ") is { } path: _old = Unquote(path); _kind = ChangeKind.Copied; return true;
            case var l when After(l, "copy to ") is { } path: _new = Unquote(path); return true;
            case var l when After(l, "index ") is { } index:
                _oldMode ??= index.Length > 7 && index[^7] == ' ' ? index[^6..] : null;
                return true;
            default:
                return After(line, "similarity index ") is not null || After(line, "dissimilarity index ") is not null;
        }
    }

    public void TakeOld(string text) => Take(text, ref _old, ChangeKind.Added);

    public void TakeNew(string text) => Take(text, ref _new, ChangeKind.Deleted);

    public FileChange? ToChange(IReadOnlyList<Hunk> hunks)
    {
        var old = _kind == ChangeKind.Added ? null : _old;
        var @new = _kind == ChangeKind.Deleted ? null : _new;
        return old is null && @new is null ? null : new FileChange(_kind, old, @new, _oldMode, _newMode, Binary, hunks);
    }

    private void Take(string text, ref string? path, ChangeKind whenNull)
    {
        var tab = text.StartsWith('"') ? -1 : text.IndexOf('\t', StringComparison.Ordinal);
        var name = tab < 0 ? text : text[..tab];
        if (name == "/dev/null")
        {
            _kind = whenNull;
        }
        else
        {
            path = Path(name);
        }
    }

    private static string? After(string line, string prefix) =>
        line.StartsWith(prefix, StringComparison.Ordinal) ? line[prefix.Length..] : null;

    private static string? SplitEqualHalves(string rest)
    {
        var middle = rest.Length / 2;
        return rest.Length % 2 == 1 && rest[middle] == ' ' && rest.StartsWith("a/", StringComparison.Ordinal)
            && rest[(middle + 1)..].StartsWith("b/", StringComparison.Ordinal)
            && string.Equals(rest[2..middle], rest[(middle + 3)..], StringComparison.Ordinal)
            ? rest[2..middle]
            : null;
    }

    /// <summary>Drops the first component (<c>a/</c>, <c>b/</c>), as <c>git apply -p1</c> does; an absolute path stays, to be refused.</summary>
    private static string Path(string quoted)
    {
        var name = Unquote(quoted);
        if (name.StartsWith('/'))
        {
            return name;
        }

        var slash = name.IndexOf('/', StringComparison.Ordinal);
        return slash < 0 ? name : name[(slash + 1)..];
    }

    private static int EndOfQuoted(string text)
    {
        var at = 1;
        while (at < text.Length && text[at] != '"')
        {
            at += text[at] == '\\' ? 2 : 1;
        }

        return Math.Min(at + 1, text.Length);
    }

    /// <summary>Undoes git's C-style quoting (core.quotePath).</summary>
    private static string Unquote(string text)
    {
        if (text.Length < 2 || text[0] != '"' || text[^1] != '"')
        {
            return text;
        }

        var bytes = new List<byte>();
        for (var at = 1; at < text.Length - 1; at++)
        {
            if (text[at] != '\\')
            {
                var length = char.IsHighSurrogate(text[at]) ? 2 : 1;
                bytes.AddRange(Encoding.UTF8.GetBytes(text.Substring(at, length)));
                at += length - 1;
            }
            else
            {
                bytes.Add(Escaped(text, ref at));
            }
        }

        return Encoding.UTF8.GetString(bytes.ToArray());
    }

    private static byte Escaped(string text, ref int at)
    {
        at++;
        if (text[at] is >= '0' and <= '3' && at + 2 < text.Length)
        {
            var value = ((text[at] - '0') * 64) + ((text[at + 1] - '0') * 8) + (text[at + 2] - '0');
            at += 2;
            return (byte)value;
        }

        return text[at] switch
        {
            'a' => 7, 'b' => 8, 't' => 9, 'n' => 10, 'v' => 11, 'f' => 12, 'r' => 13,
            var other => (byte)other,
        };
    }
}
