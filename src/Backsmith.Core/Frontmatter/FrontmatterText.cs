namespace Backsmith.Frontmatter;

/// <summary>A Markdown text that begins with fields between two lines of three hyphens.</summary>
/// <param name="Fields">In order; of two with one name only the first.</param>
/// <param name="Body">What follows the fields, with line feeds only.</param>
/// <param name="BodyLine">Line of the file on which the body begins, from 1.</param>
/// <param name="Problems">What could not be read, or not be read for certain; empty when all is well.</param>
public sealed record FrontmatterText(IReadOnlyList<Field> Fields, string Body, int BodyLine, IReadOnlyList<LineProblem> Problems)
{
    private const string Fence = "---";

    /// <summary>A field by name; null when there is none.</summary>
    public Field? this[string name] => Fields.FirstOrDefault(field => field.Name == name);

    /// <summary>Reads the part of YAML 1.2 that such fields need: plain, quoted, folded and literal scalars, flat lists, one nested level. Anything else is a problem, never an exception.</summary>
    /// <param name="text">The file.</param>
    public static FrontmatterText Read(string text)
    {
        var lines = text.TrimStart('\uFEFF').Split('\n').Select(line => line.TrimEnd('\r')).ToArray();
        if (lines[0].TrimEnd() != Fence)
        {
            return new FrontmatterText([], string.Join('\n', lines), 1, [new LineProblem(1, "The file does not begin with its fields. Write '---' alone in the first line, the fields below it, and '---' again.")]);
        }

        var end = Array.FindIndex(lines, 1, line => line.TrimEnd() == Fence);
        if (end < 0)
        {
            return new FrontmatterText([], "", lines.Length + 1, [new LineProblem(1, "The fields that begin here have no end. Write '---' alone in the line below the last field.")]);
        }

        var reader = new FieldReader(lines[1..end], firstLine: 2);
        var fields = reader.ReadAll();
        return new FrontmatterText(fields, string.Join('\n', lines[(end + 1)..]), end + 2, reader.Problems);
    }

    /// <summary>The text of a scalar field without white space around it; null when it is missing or no scalar.</summary>
    public string? Text(string name) => this[name]?.Value is FieldValue.Scalar scalar ? scalar.Text.Trim() : null;
}
