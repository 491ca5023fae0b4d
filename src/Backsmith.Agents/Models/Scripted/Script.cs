using System.Text.Json;
using System.Text.Json.Serialization;

namespace Backsmith.Models;

/// <summary>What a scripted model says; the form is described in <c>docs/scripted-model.md</c>.</summary>
/// <param name="Stories">In the order in which they are offered a conversation; at least one.</param>
internal sealed record Script(IReadOnlyList<ScriptStory> Stories);

/// <summary>The turns of one kind of conversation.</summary>
/// <param name="Name">For messages about it; empty for the story of a file that names none.</param>
/// <param name="When">What the first message of the user must be like; null for any.</param>
/// <param name="Turns">In order; a turn that repeats stands once for each time.</param>
internal sealed record ScriptStory(string Name, ScriptExpectation? When, IReadOnlyList<ScriptTurn> Turns);

/// <summary>One answer of the model.</summary>
/// <param name="Line">Of the file, from 1.</param>
/// <param name="Round">Which time a repeated turn is said, from 1.</param>
/// <param name="Said">What stands in the line.</param>
internal sealed record ScriptTurn(int Line, int Round, ScriptLine Said);

/// <summary>One line of a script: the head of a story, or a turn.</summary>
/// <param name="Story">Begins a story of this name; then only <paramref name="When"/> may stand beside it.</param>
/// <param name="When">Which conversations the story is for.</param>
/// <param name="Expect">What the last message must be like.</param>
/// <param name="Text">What the model says.</param>
/// <param name="Reasoning">What the model thinks before.</param>
/// <param name="Calls">Tools the model calls.</param>
/// <param name="Usage">Tokens it claims; null for an estimate.</param>
/// <param name="Finish"><c>length</c> for an answer that hit its limit; null for the reason that fits.</param>
/// <param name="Fail">The turn is a failure instead of an answer.</param>
/// <param name="Repeat">How many times the turn is said; default 1.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record ScriptLine(
    string? Story = null,
    ScriptExpectation? When = null,
    ScriptExpectation? Expect = null,
    string? Text = null,
    string? Reasoning = null,
    IReadOnlyList<ScriptCall>? Calls = null,
    ScriptUsage? Usage = null,
    string? Finish = null,
    ModelFailure? Fail = null,
    int Repeat = 1);

/// <summary>What a message must be like; everything that is given must hold.</summary>
/// <param name="Contains">A part of its text, letter by letter.</param>
/// <param name="Matches">A regular expression that finds something in it.</param>
/// <param name="Tool">It is the result of this tool.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record ScriptExpectation(string? Contains = null, string? Matches = null, string? Tool = null);

/// <summary>A call of a tool.</summary>
/// <param name="Name">Of the tool.</param>
/// <param name="Arguments">An object; or a text that is handed on as it is, for arguments that cannot be read.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record ScriptCall(string Name, JsonElement Arguments);

/// <summary>Tokens that an answer claims to have used.</summary>
/// <param name="Input">Read.</param>
/// <param name="Output">Written.</param>
/// <param name="Cached">Of those read, from a cache.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record ScriptUsage(long Input, long Output, long Cached = 0);
