using System.Text.RegularExpressions;

namespace Backsmith.Frontmatter;

/// <summary>Reads the lines between the fences.</summary>
/// <param name="lines">Without line ends.</param>
/// <param name="firstLine">Line of the file that the first of them is.</param>
internal sealed partial class FieldReader(string[] lines, int firstLine)
{
    private readonly List<LineProblem> _problems = [];
    private int _at;

    public IReadOnlyList<LineProblem> Problems => _problems;

    public List<Field> ReadAll()
    {
        var fields = new List<Field>();
        while (_at < lines.Length)
        {
            var line = lines[_at];
            if (IsEmpty(line))
            {
                _at++;
            }
            else if (NamedLine().Match(line) is { Success: true } named && Blocks.Indentation(line) == 0)
            {
                var field = new Field(named.Groups["name"].Value, firstLine + _at, Value(named.Groups["value"].Value.Trim(), 0, nested: false));
                Add(fields, field);
            }
            else
            {
                Tell(_at++, line[0] switch
                {
                    ' ' => "This line is indented but belongs to no field. Write 'name: value' at the beginning of the line.",
                    '\t' => "A tab cannot indent. Use spaces.",
                    '-' => "A list needs a field. Write 'name:' above it.",
                    _ => "This is no field. Write 'name: value', the name from letters, digits, '-', '_' and '.', without quotes.",
                });
            }
        }

        return fields;
    }

    private FieldValue Value(string written, int indent, bool nested)
    {
        var line = _at++;
        if (written is ['|' or '>', ..])
        {
            return Told(line, Blocks.Read(written, TakeBelow(indent, keepEmpty: true), indent));
        }

        if (written is ['[', ..] && !nested)
        {
            return List(line, written);
        }

        if (written.Length > 0 && written[0] != '#')
        {
            return Told(line, Continued(Scalars.Read(written), written, indent));
        }

        return Below(line, indent, nested);
    }

    /// <summary>What stands below a name without a value.</summary>
    private FieldValue Below(int line, int indent, bool nested)
    {
        var next = Enumerable.Range(_at, lines.Length - _at).FirstOrDefault(at => !IsEmpty(lines[at]), -1);
        var depth = next < 0 ? -1 : Blocks.Indentation(lines[next]);
        if (depth >= indent && !nested && ItemLine().IsMatch(lines[next]))
        {
            return Items(depth);
        }

        if (depth <= indent)
        {
            return new FieldValue.Scalar("");
        }

        if (NamedLine().IsMatch(lines[next]))
        {
            return nested ? TooDeep(line, indent) : Entries(indent, depth);
        }

        return ItemLine().IsMatch(lines[next]) ? TooDeep(line, indent) : Told(line, Continued(new ScalarReading(""), "", indent));
    }

    private FieldValue.Map Entries(int indent, int depth)
    {
        var entries = new List<Field>();
        while (_at < lines.Length && (IsEmpty(lines[_at]) || Blocks.Indentation(lines[_at]) > indent))
        {
            var line = lines[_at];
            if (IsEmpty(line))
            {
                _at++;
            }
            else if (Blocks.Indentation(line) == depth && NamedLine().Match(line) is { Success: true } named)
            {
                Add(entries, new Field(named.Groups["name"].Value, firstLine + _at, Value(named.Groups["value"].Value.Trim(), depth, nested: true)));
            }
            else
            {
                Tell(_at++, "This is no entry of the field above. Write 'name: value', indented as its neighbours.");
            }
        }

        return new FieldValue.Map([.. entries.Select(entry => KeyValuePair.Create(entry.Name, ((FieldValue.Scalar)entry.Value).Text.Trim()))]);
    }

    private FieldValue.Items Items(int depth)
    {
        var items = new List<string>();
        while (_at < lines.Length && (IsEmpty(lines[_at]) || (Blocks.Indentation(lines[_at]) == depth && ItemLine().IsMatch(lines[_at]))))
        {
            if (IsEmpty(lines[_at]))
            {
                _at++;
                continue;
            }

            var written = lines[_at][(depth + 1)..].Trim();
            var line = _at++;
            var reading = written is ['[', ..] or ['|' or '>', ..] ? new ScalarReading(written, "A list holds texts only. Write each item in one line.") : Scalars.Read(written);
            items.Add(Told(line, Continued(reading, written, depth)).Text);
        }

        return new FieldValue.Items(items);
    }

    private FieldValue.Items List(int line, string written)
    {
        var items = new List<string>();
        if (!FlowList().IsMatch(written))
        {
            Tell(line, "A list in brackets is read in one line and one level only. Write '[one, two]', or each item in a line of its own behind '- '.");
            TakeBelow(0, keepEmpty: false);
            return new FieldValue.Items(items);
        }

        foreach (Match item in FlowItem().Matches(written[1..written.LastIndexOf(']')]))
        {
            items.Add(Told(line, Scalars.Read(item.Value)).Text);
        }

        return new FieldValue.Items(items);
    }

    /// <summary>Joins the deeper lines that follow a plain scalar to it.</summary>
    private ScalarReading Continued(ScalarReading first, string written, int indent)
    {
        var more = TakeBelow(indent, keepEmpty: false);
        if (more.Count == 0)
        {
            return first;
        }

        if (written is ['"' or '\'', ..])
        {
            return new ScalarReading(first.Text, "A quoted text ends in its line. Write a long text as a block below '>-'.");
        }

        var parts = more.Select(line => line.Trim()).Where(line => line is not ['#', ..]).Select(Scalars.Plain).ToList();
        var lead = first.Text.Length == 0 ? [] : (string[])[first.Text];
        return new ScalarReading(Blocks.Fold([.. lead, .. parts.Select(part => part.Text)]), first.Problem ?? parts.Find(part => part.Problem is not null).Problem);
    }

    private FieldValue.Scalar TooDeep(int line, int indent)
    {
        Tell(line, "Fields are read one level deep. Write a single value here.");
        TakeBelow(indent, keepEmpty: false);
        return new FieldValue.Scalar("");
    }

    /// <summary>Takes the lines that are indented deeper, with empty ones between them.</summary>
    private List<string> TakeBelow(int indent, bool keepEmpty)
    {
        var from = _at;
        while (_at < lines.Length && (lines[_at].Trim().Length == 0 || Blocks.Indentation(lines[_at]) > indent))
        {
            _at++;
        }

        if (!keepEmpty)
        {
            while (_at > from && lines[_at - 1].Trim().Length == 0)
            {
                _at--;
            }
        }

        return [.. lines[from.._at]];
    }

    private FieldValue.Scalar Told(int line, ScalarReading reading)
    {
        if (reading.Problem is { } problem)
        {
            Tell(line, problem);
        }

        return new FieldValue.Scalar(reading.Text);
    }

    private void Add(List<Field> fields, Field field)
    {
        if (fields.Exists(other => other.Name == field.Name))
        {
            _problems.Add(new LineProblem(field.Line, $"'{field.Name}' stands here a second time. Keep one."));
            return;
        }

        fields.Add(field);
    }

    private void Tell(int at, string message) => _problems.Add(new LineProblem(firstLine + at, message));

    private static bool IsEmpty(string line) => line.Trim() is "" or ['#', ..];

    [GeneratedRegex(@"^ *(?<name>[A-Za-z0-9_][A-Za-z0-9_./\-]*) *:(?:[ \t]+(?<value>.*)|$)", RegexOptions.CultureInvariant)]
    private static partial Regex NamedLine();

    [GeneratedRegex(@"^ *-(?: |$)", RegexOptions.CultureInvariant)]
    private static partial Regex ItemLine();

    [GeneratedRegex(@"^\[[^\[\]{}]*\]\s*(?:\s#.*)?$", RegexOptions.CultureInvariant)]
    private static partial Regex FlowList();

    [GeneratedRegex("(?<=^|,)\\s*(?:\"(?:[^\"\\\\]|\\\\.)*\"|'(?:[^']|'')*'|[^,\\s\"'][^,]*)", RegexOptions.CultureInvariant)]
    private static partial Regex FlowItem();
}
