using System.Text.Json;
using Backsmith.Models;

namespace Backsmith.Recording;

/// <summary>One request to a model and what came of it: a line of a cassette.</summary>
/// <param name="Step">Number of the line's exchange, from 1.</param>
/// <param name="Conversation">Short digest of the first message of the user: requests with the same belong together and come in order.</param>
/// <param name="Digest">SHA-256 (hex) of the normalised request: messages and options.</param>
/// <param name="Kept">Messages of the conversation's request before that this one begins with.</param>
/// <param name="Messages">The messages behind those.</param>
/// <param name="Options">Instructions, tools and limits; null when they are those of the conversation's request before.</param>
/// <param name="Answer">What the model said; null when it failed.</param>
/// <param name="Failure">Why there is no answer; null when there is one.</param>
/// <param name="Charges">What it cost.</param>
/// <param name="Milliseconds">Wall time, retries included.</param>
internal sealed record Exchange(
    int Step,
    string Conversation,
    string Digest,
    int Kept,
    IReadOnlyList<RecordedMessage> Messages,
    RecordedOptions? Options,
    RecordedAnswer? Answer,
    ModelFailure? Failure,
    IReadOnlyList<Charge> Charges,
    long Milliseconds);

/// <summary>An answer as it was recorded.</summary>
/// <param name="Model">Who answered, as in <see cref="ModelName"/>.</param>
/// <param name="Messages">What was said.</param>
/// <param name="Finish">Why it ended.</param>
/// <param name="Usage">Tokens counted.</param>
/// <param name="Redacted">Whether a secret was left out of it: such an answer cannot be given again.</param>
internal sealed record RecordedAnswer(string? Model, IReadOnlyList<RecordedMessage> Messages, string? Finish, RecordedUsage? Usage, bool Redacted);

/// <summary>Tokens of an answer.</summary>
internal sealed record RecordedUsage(long? Input, long? Output, long? Total, long? Cached, IReadOnlyDictionary<string, long>? More);

/// <summary>A message.</summary>
/// <param name="Role">system, user, assistant or tool.</param>
/// <param name="Parts">In order.</param>
internal sealed record RecordedMessage(string Role, IReadOnlyList<RecordedPart> Parts);

/// <summary>A part of a message; which members are set says what it is.</summary>
/// <param name="Text">Said.</param>
/// <param name="Reasoning">Thought.</param>
/// <param name="Seal">What lets its author read the thought again.</param>
/// <param name="Id">Of the call that is made or answered.</param>
/// <param name="Call">Name of the tool that is called.</param>
/// <param name="Arguments">Of the call; null when there are none.</param>
/// <param name="Unreadable">What the model wrote instead of arguments.</param>
/// <param name="Result">What a call gave.</param>
internal sealed record RecordedPart(
    string? Text = null,
    string? Reasoning = null,
    string? Seal = null,
    string? Id = null,
    string? Call = null,
    JsonElement? Arguments = null,
    string? Unreadable = null,
    string? Result = null);

/// <summary>What goes with the messages of a request.</summary>
/// <param name="Instructions">System text beside the messages.</param>
/// <param name="Tools">Digest of description and parameters, by name.</param>
/// <param name="Limits">Everything else that changes an answer, in words.</param>
internal sealed record RecordedOptions(string? Instructions, IReadOnlyDictionary<string, string> Tools, string Limits);
