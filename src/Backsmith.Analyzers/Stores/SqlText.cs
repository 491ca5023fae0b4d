using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;

namespace Backsmith.Analyzers.Stores;

/// <summary>What a rule needs to know of one SQL text: its verb, its main table and whether it bounds its rows. Not a parser.</summary>
internal sealed class SqlText
{
    private static readonly TimeSpan Limit = TimeSpan.FromMilliseconds(200);

    private SqlText(string text) => Text = text;

    /// <summary>The text, values that are not constant replaced by <c>@p</c>.</summary>
    public string Text { get; }

    /// <summary>Reads a text; null when there is none.</summary>
    public static SqlText? Of(string? text) => string.IsNullOrWhiteSpace(text) ? null : new SqlText(text!);

    /// <summary>True for a query that returns rows.</summary>
    public bool IsSelect => Has(@"^\s*(\(|--.*\n|\s)*(select|with)\b") && !IsWrite;

    /// <summary>True when it inserts.</summary>
    public bool IsInsert => Has(@"\binsert\s+(or\s+\w+\s+)?into\b") || Has(@"^\s*insert\b");

    /// <summary>True when it updates rows.</summary>
    public bool IsUpdate => Has(@"\bupdate\s+[\w\.\[\]""`]+\s+set\b");

    /// <summary>True when it changes data.</summary>
    public bool IsWrite => IsInsert || IsUpdate || Has(@"\bdelete\s+from\b") || Has(@"\bmerge\s+into\b");

    /// <summary>True when the database itself decides the race: upsert, row or advisory lock, conditional insert, update that asks for the version it read.</summary>
    public bool IsGuarded =>
        Has(@"sp_getapplock|\bpg_(try_)?advisory\w*lock|\bget_lock\s*\(|^\s*(begin\s+(immediate|exclusive)|lock\s+table)\b|^\s*merge\s+(into\s+)?[\w\.\[\]""`]+\s")
        || (Has(@"^\s*(--.*\n|\s)*(select|insert|update|with|begin|exec|declare|if|set|replace)\b")
            && Has(@"\bon\s+conflict\b|\bon\s+duplicate\s+key\b|\bmerge\s+into\b|\binsert\s+(or\s+)?(ignore|replace)\b|^\s*replace\s+into\b|\bnot\s+exists\s*\(|\bfor\s+(no\s+key\s+)?update\b|\b(updlock|holdlock|serializable|repeatable\s+read)\b"))
        || (IsUpdate && Has(@"\bwhere\b[\s\S]*\b(\w*version\w*|xmin|\w*etag\w*|\w*stamp)\b"));

    /// <summary>True when the rows returned have an upper bound: paging, one aggregated row, or an equality with a key.</summary>
    public bool IsBounded =>
        Has(@"\b(limit|fetch\s+(next|first)|rownum)\b|\btop\s*\(?\s*[@\d:?]") || IsAggregate
        || Has(@"\bwhere\b[\s\S]*?\b[\w\.\[\]""`]*(id|key|slug|email|number|code)[\]""`]?\s*(=|in\b|=\s*any)\s*[@:?$(]");

    /// <summary>True when it counts or tests existence and returns one value.</summary>
    public bool IsAggregate => Has(@"^\s*select\s+(count|sum|min|max|avg|exists|coalesce|case|cast|1\b|isnull)") && !Has(@"\bgroup\s+by\b");

    /// <summary>True when it groups its rows.</summary>
    public bool IsGrouped => Has(@"\bgroup\s+by\b");

    /// <summary>True when a column lies between two values that are handed in.</summary>
    public bool HasRange => Has(@"\bbetween\s+[@:?$]\w*\s+and\s+[@:?$]") || Has(@"\b([\w\.]+)\s*>=?\s*[@:?$][\s\S]*?\b\1\s*<=?\s*[@:?$]");

    /// <summary>True when it asks for the highest number.</summary>
    public bool IsMaximum => IsSelect && (Has(@"\bmax\s*\(") || Has(@"\border\s+by\s+[\w\.\[\]""`]+\s+desc\b[\s\S]*\blimit\s+1\b"));

    /// <summary>True when it has a condition.</summary>
    public bool HasCondition => Has(@"\bwhere\b");

    /// <summary>True when it adds one to what it asks for.</summary>
    public bool AddsOne => Has(@"\)\s*\+\s*1\b");

    /// <summary>The table it reads first or writes, lower case and without schema and quotes; empty when unknown.</summary>
    public string Table
    {
        get
        {
            var match = Match(@"\b(?:from|insert\s+into|into|update)\s+((?:[\[""`]?\w+[\]""`]?\.)*)[\[""`]?(\w+)");
            return match.Success ? match.Groups[2].Value.ToLowerInvariant() : "";
        }
    }

    /// <summary>The columns an update sets from a parameter each, with the parameter's name: <c>set balance = @left</c>.</summary>
    public IEnumerable<(string Column, string Parameter)> SetFromParameters()
    {
        var match = IsUpdate ? Match(@"\bset\b([\s\S]*?)(\bwhere\b|\breturning\b|$)") : null;
        return match is not { Success: true }
            ? []
            : match.Groups[1].Value.Split(',').Select(part => Regex.Match(part, @"^\s*[\[""`]?(\w+)[\]""`]?\s*=\s*[@:$](\w+)\s*$", RegexOptions.None, Limit))
                .Where(m => m.Success).Select(m => (m.Groups[1].Value, m.Groups[2].Value));
    }

    /// <summary>True when an update's condition names the column or a version, so that a stale write changes nothing.</summary>
    public bool ConditionNames(string column) => Has($@"\bwhere\b[\s\S]*\b({Regex.Escape(column)}|\w*version\w*|xmin|\w*etag\w*)\b");

    /// <summary>True when the text names the column.</summary>
    public bool Names(string column) => Has($@"\b{Regex.Escape(column)}\b");

    private bool Has(string pattern) => Match(pattern).Success;

    private Match Match(string pattern)
    {
        try
        {
            return Regex.Match(Text, pattern, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, Limit);
        }
        catch (RegexMatchTimeoutException)
        {
            return System.Text.RegularExpressions.Match.Empty;
        }
    }
}
