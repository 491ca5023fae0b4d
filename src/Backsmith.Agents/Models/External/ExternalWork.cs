using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Backsmith.Models;

/// <summary>What an external agent is started for.</summary>
/// <param name="Command">A line for the shell of its sandbox, as the user wrote it behind <c>exec:</c>.</param>
/// <param name="Prompt">What it reads on standard input.</param>
/// <param name="Tools">What it may call; its only way to the repository.</param>
/// <param name="CallAsync">Makes a call: name, arguments as a JSON object. Answers when the work is done.</param>
public sealed record ExternalWork(
    string Command, string Prompt, IReadOnlyList<AIFunctionDeclaration> Tools, Func<string, JsonElement, CancellationToken, Task<string>> CallAsync);

/// <summary>How an external agent ended.</summary>
/// <param name="ExitCode">Of its command; null when it was killed.</param>
/// <param name="Output">The end of what it printed on standard output.</param>
/// <param name="Errors">The end of what it printed on standard error.</param>
public sealed record ExternalEnd(int? ExitCode, string Output, string Errors);

/// <summary>Runs an external agent, in a sandbox of its own, until it ends. Cancelled, it kills it and all its processes.</summary>
/// <exception cref="ModelException">It cannot be started.</exception>
public delegate Task<ExternalEnd> RunExternalAgent(ExternalWork work, CancellationToken cancellationToken);
