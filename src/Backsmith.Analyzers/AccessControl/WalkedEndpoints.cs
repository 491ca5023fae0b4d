using System.Collections.Generic;
using System.Linq;
using Backsmith.Analyzers.Programs;
using Backsmith.Analyzers.Web;

namespace Backsmith.Analyzers.AccessControl;

/// <summary>The endpoints of a program with what they do to records, walked once for all rules.</summary>
internal sealed class WalkedEndpoints
{
    private readonly IReadOnlyList<WalkedEndpoint> _all;

    private WalkedEndpoints(SourceProgram program)
    {
        var walker = new AccessWalker(program);
        _all = RequestEndpoint.Of(program).Select(e => new WalkedEndpoint(e, walker.Walk(e))).ToList();
    }

    /// <summary>The walked endpoints of a program.</summary>
    public static IReadOnlyList<WalkedEndpoint> Of(SourceProgram program) => program.Part(static p => new WalkedEndpoints(p))._all;
}
