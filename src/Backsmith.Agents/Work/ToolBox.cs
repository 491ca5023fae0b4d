using Backsmith.Agents.Tools;
using Backsmith.WorkTasks;

namespace Backsmith.Agents.Work;

/// <summary>Which tools a task is given.</summary>
public static class ToolBox
{
    /// <summary>Every tool that there is, those that end a task included.</summary>
    public static IReadOnlyList<AgentTool> All { get; } =
    [
        new ListTool(), new ReadTool(), new SearchTool(), new ShellTool(), new EditTool(), new WriteTool(), new DeleteTool(), new RenameTool(),
        new SymbolsTool(), new OutlineTool(), new ReferencesTool(), new TypeOfTool(), new DiagnosticsTool(), new CallGraphTool(), new DiffTool(), new ReviewTool(), new BuildTool(), new TestTool(),
        new SpawnTaskTool(), new AskTool(), new DelegateTool(), new LoadSkillTool(), new RememberTool(), new RecallTool(), new MoreTool(),
        new FinishTool(), new SubmitPlanTool(), new SubmitReviewTool(),
    ];

    /// <summary>For a task of a phase: only building tasks have tools that edit, and only workers spawn tasks.</summary>
    /// <param name="phase">The phase.</param>
    /// <param name="allowed">Names that the role may use; empty for all. What was clipped can always be read.</param>
    /// <param name="finish">The tool that hands in the result.</param>
    public static IReadOnlyList<AgentTool> For(Phase phase, IReadOnlyList<string> allowed, AgentTool finish) =>
    [
        .. All.Where(tool => !tool.Ends && (phase == Phase.Building || !tool.Writes) && (finish is FinishTool || tool is not (SpawnTaskTool or DelegateTool))
            && (allowed.Count == 0 || tool is MoreTool || allowed.Contains(tool.Name))),
        finish,
    ];
}
