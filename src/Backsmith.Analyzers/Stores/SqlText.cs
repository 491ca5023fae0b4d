using System;
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

    /// <summary>True when the database itself decides the race: upsert, row or advisory lock, conditional insert.</summary>
    public bool IsGuarded => Has(@"\bon\s+conflict\b|\bon\s+duplicate\s+key\b|\bmerge\b|\binsert\s+or\s+(ignore|replace)\b|\bnot\s+exists\b|\bfor\s+update\b|\b(updlock|holdlock|serializable)\b|pg_(try_)?advisory|sp_getapplock|\bget_lock\s*\(");

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

    /// <summary>The table it reads first or writes, lower case and without schema and quotes; empty when unknown.</summary>
    public string Table
    {
        get
        {
            var match = Match(@"\b(?:from|insert\s+into|into|update)\s+((?:[\[""`]?\w+[\]""`]?\.)*)[\[""`]?(\w+)");
            return match.Success ? match.Groups[2].Value.ToLowerInvariant() : "";
        }
    }

    /// <summary>True when an update sets the column from a value the program computed: <c>set balance = @balance</c>.</summary>
    public bool SetsFromProgram(out string column)
    {
        var match = Match(@"\bset\s+[\[""`]?(\w*(?:balance|stock|quantity|amount|inventory|points|credit|seats|available)\w*)[\]""`]?\s*=\s*[@:?$]\w*\s*(?:,|where\b)");
        column = match.Success ? match.Groups[1].Value : "";
        return match.Success;
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
