using Backsmith.Inspection;
using Microsoft.CodeAnalysis;

namespace Backsmith.Inspector.Queries.Calls;

/// <summary>One call found.</summary>
/// <param name="Unit">Who calls, or who is called.</param>
/// <param name="Site">Where the call stands.</param>
/// <param name="Way">How it comes to run.</param>
/// <param name="Registered">Whether the application registers who is called for the contract that is called.</param>
internal sealed record CallEdge(CallUnit Unit, SyntaxNode Site, CallWay Way, bool? Registered = null);
