using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;

namespace Backsmith.CodeFixes.Logging;

/// <summary>A stretch of a message and what is to stand there instead.</summary>
internal sealed class WordingChange(int from, int to, string replacement)
{
    internal int From { get; } = from;

    internal int To { get; } = to;

    internal string Replacement { get; } = replacement;

    internal string Apply(string message) => message.Substring(0, From) + Replacement + message.Substring(To);
}

/// <summary>
/// Takes a value out of a log message so that what is left reads: with the words that only announce the value where they can go, else alone;
/// where neither leaves a sentence, three asterisks stand for the value.
/// </summary>
internal static class LogWording
{
    private const string Nouns = @"(?:e-?mail|mail|pass(?:word|phrase|code)|pwd|secret|api|access|refresh|bearer|auth|authorization|reset|session|id|token|jwt|key|card|credit|debit|number|no\.?|cvv|cvc|pin|otp|code|iban|ssn|phone|mobile|telephone|address|connection|string|credentials?|header|link|url|user(?:name)?|customer|account|member|recipient|client|caller|login|value|birth|date|of|plain|text)";

    private static readonly Regex Phrase = new(@"(?:,?\s+|^)(?:and|with|using|for|from|to|by|via|of|at|on|as)(?:\s+(?:the|a|an|their|his|its|new|old|given|following|provided|supplied))*(?:[\s-]+" + Nouns + @")*\s*[:=]?\s*$", RegexOptions.Compiled | RegexOptions.IgnoreCase);

    private static readonly Regex Qualified = new(@"\b(?:invalid|wrong|incorrect|bad|unknown|expired|missing|malformed|unexpected|no|same|different|temporary|new|old)(?:[\s-]+" + Nouns + @")+\s*[:=]?\s*$", RegexOptions.Compiled | RegexOptions.IgnoreCase);

    private static readonly Regex Pair = new(@"(?<lead>^|[\s(\[{,;|])(?<key>[\w.-]+(?:\s+(?:number|address|string|key|token))?\s*[:=]\s*)$", RegexOptions.Compiled | RegexOptions.IgnoreCase);

    private static readonly Regex Item = new(@"(?<before>[,:;]\s+)" + Nouns + @"(?:[\s-]+" + Nouns + @")*\s*$", RegexOptions.Compiled | RegexOptions.IgnoreCase);

    private static readonly Regex ListEnd = new(@"[,;|/]\s*$", RegexOptions.Compiled);

    private static readonly Regex Introduction = new(@"\s*(?::|=|->|=>|,|;|\||-|–)?\s*$", RegexOptions.Compiled);

    private static readonly Regex Dangling = new(@"\b(?:and|or|with|using|for|from|to|by|via|of|at|as|the|a|an|between|than|into|is|was|are|its|their|his)\s*$", RegexOptions.Compiled | RegexOptions.IgnoreCase);

    private static readonly Regex Broken = new(@"\(\s*\)|\[\s*\]|''|""""|  |\s[,;.)\]]|[:=,;(/-]\s*$|[:=]\s*[,;.]|^\s*[,;:.=/-]|^\s|\s$", RegexOptions.Compiled);

    /// <summary>The change that takes the value at <paramref name="from"/> out of the message.</summary>
    /// <param name="message">The message, each value written in braces.</param>
    /// <param name="from">Where the value begins.</param>
    /// <param name="to">Where it ends.</param>
    internal static WordingChange Without(string message, int from, int to)
    {
        var mask = new WordingChange(from, to, "***");
        var (start, end) = Wrapped(message, from, to);
        var before = message.Substring(0, start);
        var after = message.Substring(end);
        if (!StandsAlone(before, after, from > start && message[start] is '(' or '[') || Regex.IsMatch(after, @"^\s+(?:and|or)\b", RegexOptions.IgnoreCase))
            return mask;
        return Candidates(before, after, start, end).FirstOrDefault(c => ReadsWell(message, c)) ?? mask;
    }

    private static IEnumerable<WordingChange> Candidates(string before, string after, int start, int end)
    {
        foreach (var change in FromList(before, after, end))
            yield return change;
        if (Qualified.IsMatch(before))
            yield return new WordingChange(Introduction.Match(before).Index, end, "");
        if (before.Trim().Length == 0 && Regex.Match(after, @"^\s*[:,-]\s+") is { Success: true } opening)
            yield return new WordingChange(start, end + opening.Length, "");
        if (Phrase.Match(before) is { Success: true } phrase)
            yield return new WordingChange(phrase.Index, end, "");
        if (before.Trim().Length > 0)
            yield return new WordingChange(Introduction.Match(before).Index, end, "");
    }

    /// <summary>A list of names and values loses the pair with one separator; items that words announce, the words too.</summary>
    private static IEnumerable<WordingChange> FromList(string before, string after, int end)
    {
        var (pair, item) = (Pair.Match(before), Item.Match(before));
        if (!pair.Success && !item.Success)
            yield break;
        var from = pair.Success ? pair.Groups["key"].Index : item.Index + item.Groups["before"].Length;
        var lead = before.Substring(0, from);
        var bySpace = pair.Success && pair.Value.TrimEnd().EndsWith("=", StringComparison.Ordinal);
        if ((bySpace && Regex.IsMatch(lead, @"\}\s+$") ? Regex.Match(lead, @"\s+$") : ListEnd.Match(lead)) is { Success: true } separator)
            yield return new WordingChange(separator.Index, end, "");
        if (Regex.Match(after, bySpace ? @"^(?:\s*[,;|/]\s*|\s+(?=[\w.-]+=))" : @"^\s*[,;|/]\s*") is { Success: true } next)
            yield return new WordingChange(from, end + next.Length, "");
    }

    /// <summary>The value with the quotes or brackets around it.</summary>
    private static (int Start, int End) Wrapped(string message, int from, int to)
    {
        while (from > 0 && to < message.Length && (message[from - 1], message[to]) is ('\'', '\'') or ('(', ')') or ('[', ']') or ('<', '>') or ('`', '`'))
            (from, to) = (from - 1, to + 1);
        return (from, to);
    }

    /// <summary>Part of an address, a path or a longer word is no word that can be left out.</summary>
    private static bool StandsAlone(string before, string after, bool isBracketed) =>
        (before.Length == 0 || isBracketed || char.IsWhiteSpace(before[before.Length - 1]) || before[before.Length - 1] is ':' or '=' && !Regex.IsMatch(before, @"[?&/][^\s]*$"))
        && (after.Length == 0 || char.IsWhiteSpace(after[0]) || after[0] is ',' or ';' || after[0] is '.' or ':' or '!' or '?' or ')' && (after.Length == 1 || !char.IsLetterOrDigit(after[1]) && after[1] != '{'));

    private static bool ReadsWell(string message, WordingChange change)
    {
        var left = message.Substring(0, change.From);
        var right = message.Substring(change.To);
        var result = left + right;
        var ends = right.Length == 0 || Regex.IsMatch(right, @"^\s*[,;.:!?)\]]") || Regex.IsMatch(right, @"^\s*(?:and|or|with|using|for|from|to|by|via|of|at|on|as|in|is|was)\b", RegexOptions.IgnoreCase);
        var words = Regex.Matches(Regex.Replace(result, @"\{[^{}]*\}", " hole "), @"[A-Za-z]+").Count;
        if (words < 2 || Broken.IsMatch(result) && !Broken.IsMatch(message) || ends && Dangling.IsMatch(left) && left.Length > 0)
            return false;
        return left.Length > 0 || char.IsUpper(result[0]) || result[0] == '{' || char.IsLower(message[0]) || Regex.IsMatch(message.Substring(0, change.To), @"[:,-]\s+$");
    }
}
