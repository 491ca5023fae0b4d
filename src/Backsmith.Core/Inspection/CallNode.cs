namespace Backsmith.Inspection;

/// <summary>A member in a tree of calls.</summary>
/// <param name="Name">Full name; of the lambda of an endpoint its route.</param>
/// <param name="Path">File relative to the repository root; null in a referenced assembly.</param>
/// <param name="Line">Where its name is declared, from 1; null in a referenced assembly.</param>
/// <param name="Endpoint">The endpoint that it is the code of; null when it is none.</param>
/// <param name="Way">How the call between this node and the one above comes to run; of the root, direct.</param>
/// <param name="Registered">Of a callee behind an interface: whether the application's service collection has it for that interface; null when nothing in sight is registered for it.</param>
/// <param name="Sites">Where the calls between this node and the one above stand, at most five.</param>
/// <param name="MoreSites">How many more there are.</param>
/// <param name="State">Whether what follows is below.</param>
/// <param name="Calls">Its callers or callees; in a tree of callees what is in source comes first.</param>
public sealed record CallNode(
    string Name,
    string? Path,
    int? Line,
    CallEndpoint? Endpoint,
    CallWay Way,
    bool? Registered,
    IReadOnlyList<CallSite> Sites,
    int MoreSites,
    CallNodeState State,
    IReadOnlyList<CallNode> Calls);

/// <summary>Where a call stands.</summary>
/// <param name="Path">File relative to the repository root.</param>
/// <param name="Line">From 1.</param>
/// <param name="Text">The line, without the blanks around it, at most 200 characters.</param>
public sealed record CallSite(string Path, int Line, string Text);

/// <summary>An endpoint of an HTTP API or page.</summary>
/// <param name="Route">Verb and route as far as the source shows them: <c>GET /orders/{id}</c>. <c>ANY</c> without a verb.</param>
/// <param name="Name">What findings call it.</param>
/// <param name="Callers">Who may call it.</param>
public sealed record CallEndpoint(string Route, string Name, EndpointCallers Callers);

/// <summary>Who may call an endpoint, as far as the source shows it.</summary>
public enum EndpointCallers
{
    /// <summary>Nothing in sight asks for a signed-in user.</summary>
    Everybody,

    /// <summary>Every user who is signed in.</summary>
    SignedIn,

    /// <summary>Some users: a role, a policy or a filter decides.</summary>
    Some,
}

/// <summary>How a call comes to run a member.</summary>
public enum CallWay
{
    /// <summary>It names the member, or the accessor's property.</summary>
    Direct,

    /// <summary>It names a member of an interface that the member implements.</summary>
    Interface,

    /// <summary>It names a member of a base type that the member overrides.</summary>
    Override,

    /// <summary>It sends a message that the member handles.</summary>
    Message,

    /// <summary>It hands the member on without calling it.</summary>
    HandedOn,
}

/// <summary>Whether a tree of calls goes on below a node.</summary>
public enum CallNodeState
{
    /// <summary>All its callers or callees are below.</summary>
    Whole,

    /// <summary>It stands elsewhere in the tree with what follows.</summary>
    Repeated,

    /// <summary>The depth or the number of nodes is reached; ask for it to go on.</summary>
    Cut,

    /// <summary>It is declared in a referenced assembly.</summary>
    External,
}
