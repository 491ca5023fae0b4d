using System.Globalization;
using System.Text;
using Backsmith.Inspection;

namespace Backsmith.Agents.Tools;

/// <summary>Asks the inspector, and puts its answer into words.</summary>
internal static class CodeQuestion
{
    public static async ValueTask<ToolAnswer> AskAsync(ToolContext context, CodeQuery query, CancellationToken cancellationToken)
    {
        var code = await context.Workspace.CodeAsync(cancellationToken);
        var answer = await code.QueryAsync(query, cancellationToken);
        var text = new CodeWords().Of(answer);
        return new ToolAnswer.Said(text, answer is CodeAnswer.Unanswered);
    }
}

/// <summary>Answers of the inspector as a model reads them: a line for each thing, with its place.</summary>
internal sealed class CodeWords
{
    private readonly StringBuilder _text = new();

    public string Of(CodeAnswer answer)
    {
        switch (answer)
        {
            case CodeAnswer.Unanswered no:
                Line($"{no.Reason}{(no.Nearest.Count > 0 ? $" Nearest:\n{string.Join('\n', no.Nearest)}" : "")}");
                break;
            case CodeAnswer.Symbols symbols:
                All(symbols.Found, "No declaration has such a name.", Write, symbols.More);
                break;
            case CodeAnswer.Outline outline:
                Line($"{outline.Path} ({outline.Lines} lines)");
                All(outline.Members, "It declares nothing.", Write, outline.More);
                break;
            case CodeAnswer.References references:
                Write(references.Symbol);
                All(references.Files, "Nothing uses it.", Write, references.More);
                break;
            case CodeAnswer.TypeOf types:
                All(types.Expressions, "No such expression.", Write, 0);
                break;
            case CodeAnswer.Diagnostics found:
                Line($"{found.Errors} errors, {found.Warnings} warnings{(found.Findings is { } findings ? $", {findings} findings" : "")}");
                All(found.Found, "", said => Line($"{said.Path}:{said.Line}:{said.Column}: {said.Severity} {said.Id}: {said.Message}"), found.More);
                break;
            case CodeAnswer.CallGraph graph:
                Write(graph.Root, 0);
                More(graph.More);
                break;
        }

        foreach (var note in answer.Notes)
        {
            Line($"[{note}]");
        }

        return _text.ToString().TrimEnd();
    }

    private void All<T>(IReadOnlyList<T> things, string none, Action<T> write, int more)
    {
        if (things.Count == 0 && none.Length > 0)
        {
            Line(none);
        }

        foreach (var thing in things)
        {
            write(thing);
        }

        More(more);
    }

    private void More(int more)
    {
        if (more > 0)
        {
            Line($"… and {more} more.");
        }
    }

    private void Write(CodeSymbol symbol)
    {
        Line($"{symbol.Signature}  [{symbol.Name}]  {symbol.Assembly ?? $"{symbol.Path}:{symbol.Lines?.First}-{symbol.Lines?.Last}"}{(symbol.Summary is { } summary ? $"  // {summary}" : "")}");
        All(symbol.Members, "", member => Line($"  {member}"), symbol.MoreMembers);
    }

    private void Write(OutlinedMember member) =>
        Line($"{new string(' ', 2 * (member.Depth + 1))}{string.Concat(member.Attributes.Select(attribute => $"[{attribute}] "))}{member.Signature}  :{member.Lines.First}-{member.Lines.Last}");

    private void Write(ReferencingFile file)
    {
        Line(file.Path);
        foreach (var member in file.Members)
        {
            Line($"  in {(member.Name.Length > 0 ? member.Name : "no member")}");
            foreach (var place in member.Places)
            {
                Line($"    :{place.Line} {place.Use}: {place.Text}");
            }
        }
    }

    private void Write(TypedExpression expression)
    {
        Line($":{expression.Line} {expression.Text}: {expression.Type ?? "no type"}{(expression.Converted is { } converted ? $", converted to {converted}" : "")}{(expression.Constant is { } constant ? $" = {constant}" : "")}{(expression.Null == NullState.MaybeNull ? ", can be null here" : "")}");
        if (expression.Symbol is { } symbol)
        {
            Write(symbol);
        }

        All(expression.Candidates, "", candidate => Line($"  perhaps {candidate}"), 0);
        All(expression.Members, "", member => Line($"  {member}"), expression.MoreMembers);
    }

    private void Write(CallNode node, int depth)
    {
        var way = node.Way == CallWay.Direct ? "" : $" ({node.Way}{(node.Registered == false ? ", not registered" : "")})";
        var endpoint = node.Endpoint is { } served ? $" = {served.Route}, callers: {served.Callers}" : "";
        Line($"{new string(' ', 2 * depth)}{node.Name}{way}{endpoint}{(node.Path is { } path ? $"  {path}:{node.Line}" : "")}{(node.State is CallNodeState.Whole or CallNodeState.External ? "" : $" [{node.State}]")}");
        foreach (var site in node.Sites)
        {
            Line($"{new string(' ', 2 * depth)}  at {site.Path}:{site.Line}: {site.Text}");
        }

        foreach (var call in node.Calls)
        {
            Write(call, depth + 1);
        }
    }

    private void Line(FormattableString line) => _text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');

    private void Line(string line) => _text.Append(line).Append('\n');
}
