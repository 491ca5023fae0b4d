using System.ComponentModel;
using Backsmith.Findings;
using Backsmith.Proofs;

namespace Backsmith.Server.Tools;

/// <summary>Proves or refutes anybody's diff.</summary>
internal sealed class VerifyTool : RunningTool<VerifyTool.Arguments>
{
    internal sealed record Arguments(
        [property: Description(RunArguments.Path)] string Path,
        [property: Description("The patch as a unified diff, paths relative to the top of the repository, as git diff writes it.")] string Patch,
        [property: Description("What the patch says it does. repair: a finding or failing test goes. feature: new tests fail before and pass after. preserve: nothing changes.")] Claim Claim = Claim.Preserve,
        [property: Description(RunArguments.Base)] string? Base = null,
        [property: Description(RunArguments.Severity)] Severity Severity = Severity.Warning,
        [property: Description(RunArguments.Offline)] bool Offline = false,
        [property: Description(RunArguments.Wait)] int? Wait = null);

    /// <inheritdoc/>
    public override string Name => "verify";

    /// <inheritdoc/>
    public override string Title => "Prove or refute a patch";

    /// <inheritdoc/>
    public override Effect Effect => Effect.Runs;

    /// <inheritdoc/>
    protected override Task<ToolReply> CallAsync(Arguments arguments, ToolCall call, CancellationToken cancellationToken) =>
        RunAsync(new Order.Verify(arguments.Path, new Scope(arguments.Base, arguments.Severity, arguments.Offline), arguments.Patch, arguments.Claim), arguments.Wait, call, cancellationToken);
}
