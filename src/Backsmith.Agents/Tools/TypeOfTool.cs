using System.ComponentModel;
using Backsmith.Inspection;

namespace Backsmith.Agents.Tools;

/// <summary>Tells the type of an expression.</summary>
public sealed class TypeOfTool : AgentTool<TypeOfTool.Arguments>
{
    /// <summary>Of what.</summary>
    /// <param name="Path">C# file.</param>
    /// <param name="Line">Line.</param>
    /// <param name="Text">The expression.</param>
    /// <param name="Members">Members to list.</param>
    public sealed record Arguments(
        [property: Description("C# file relative to the repository's root.")] string Path,
        [property: Description("The line, from 1.")] int Line,
        [property: Description("The expression or name as it stands there.")] string Text,
        [property: Description("List members that can be used on it whose names are like this; * for all; empty for none.")] string Members = "");

    /// <inheritdoc/>
    public override string Name => "type_of";

    internal override ValueTask<ToolAnswer> RunAsync(Arguments arguments, ToolContext context, CancellationToken cancellationToken) =>
        CodeQuestion.AskAsync(context, new CodeQuery.TypeOf(arguments.Path, arguments.Line, arguments.Text, arguments.Members.Length > 0 ? arguments.Members : null), cancellationToken);
}
