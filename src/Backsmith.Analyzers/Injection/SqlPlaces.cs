using System;
using System.Collections.Generic;
using System.Linq;
using Backsmith.Analyzers.DataFlow;

namespace Backsmith.Analyzers.Injection;

/// <summary>
/// Reads a composed SQL text and says of each value whether it stands where a parameter may stand. Knows the shape of tokens, not the grammar:
/// what it does not recognise is no place for a parameter.
/// </summary>
internal sealed class SqlPlaces
{
    private const string List = "IN";

    private static readonly HashSet<string> Verbs = ["SELECT", "INSERT", "UPDATE", "DELETE", "WITH", "MERGE", "REPLACE"];

    private static readonly HashSet<string> Comparisons = ["=", "==", "<>", "!=", "<", ">", "<=", ">=", "LIKE", "ILIKE", "GLOB", "MATCH", "REGEXP", "RLIKE", "BETWEEN", Range];

    private static readonly HashSet<string> BeforeLiterals = ["||", "+", "SELECT", "WHEN", "THEN", "ELSE", "CASE"];

    private static readonly HashSet<string> BeforeNumbers = ["+", "-", "*", "/", "%", "LIMIT", "OFFSET"];

    /// <summary>The AND that belongs to a BETWEEN.</summary>
    private const string Range = "BETWEEN AND";

    private readonly IReadOnlyList<TextPart> parts;
    private readonly List<TextPlace> places = [];
    private readonly List<int> numbers = [];
    private readonly List<int> names = [];
    private readonly Stack<string> groups = new();
    private string previous = "";
    private string word = "";
    private bool inRange;
    private bool begins = true;
    private bool hasVerb;
    private bool hasRows;
    private char quote;
    private TextPlace? open;
    private bool opensWell;

    private SqlPlaces(IReadOnlyList<TextPart> parts) => this.parts = parts;

    /// <summary>Where parameters may stand.</summary>
    internal IReadOnlyList<TextPlace> Places => places;

    /// <summary>Values that stand where a name or a piece of SQL stands, or where nobody can tell.</summary>
    internal IReadOnlyList<int> Names => names;

    /// <summary>Values of <see cref="Names"/> that stand where a number may: a calculation or a limit.</summary>
    internal IReadOnlyList<int> Numbers => numbers;

    /// <summary>False when the text is not a statement that takes parameters everywhere a value stands.</summary>
    internal bool IsStatement { get; private set; } = true;

    internal static SqlPlaces Of(TextComposition composition)
    {
        var read = new SqlPlaces(composition.Parts);
        for (var i = 0; i < read.parts.Count; i++)
        {
            if (read.parts[i].IsHole)
                read.Hole(i);
            else
                read.Characters(i);
        }

        read.EndWord();
        if (read.quote != '\0' || !read.hasVerb)
            read.IsStatement = false;
        return read;
    }

    private void Hole(int at)
    {
        if (quote == '\'')
        {
            open!.Holes.Add(at);
            return;
        }

        var touches = word.Length > 0;
        EndWord();
        var follows = at + 1 >= parts.Count ? ' ' : parts[at + 1].Text.FirstOrDefault();
        var alone = !touches && quote == '\0' && !begins && (char.IsWhiteSpace(follows) || follows is ')' or ',' or ';');
        if (alone && (Comparisons.Contains(previous) || previous is "(" or "," && groups.Count > 0 && groups.Peek() == "VALUES"))
            places.Add(new TextPlace(at, 0, false) { To = 0, Holes = { at } });
        else
            names.Add(at);
        if (alone && BeforeNumbers.Contains(previous))
            numbers.Add(at);
        Token("?");
    }

    private void Characters(int at)
    {
        var text = parts[at].Text;
        for (var i = 0; i < text.Length; i++)
        {
            if (quote != '\0')
                i += InQuotes(at, text, i);
            else if (text[i] is '-' or '/' && i + 1 < text.Length && (text[i + 1] == '-' && text[i] == '-' || text[i] == '/' && text[i + 1] == '*'))
                quote = text[i];
            else
                Character(at, text, i);
        }
    }

    /// <summary>Reads on inside a literal, a quoted name or a comment; returns how many characters more it took.</summary>
    private int InQuotes(int at, string text, int i)
    {
        switch (quote)
        {
            case '-' when text[i] is '\n':
            case '/' when text[i] == '*' && i + 1 < text.Length && text[i + 1] == '/':
                quote = '\0';
                return text[i] == '*' ? 1 : 0;
            case '\'' when text[i] == '\'' && i + 1 < text.Length && text[i + 1] == '\'':
                opensWell = false;
                return 1;
            case '\'' when text[i] == '\'':
                Close(at, i + 1);
                return 0;
            case '"' or '`' or ']' when text[i] == quote:
                quote = '\0';
                Token("name");
                return 0;
            default:
                return 0;
        }
    }

    private void Close(int at, int to)
    {
        quote = '\0';
        open!.Last = at;
        open.To = to;
        var written = parts[open.First].IsWritten && parts[at].IsWritten;
        if (open.Holes.Count > 0 && opensWell && written)
            places.Add(open);
        else
            names.AddRange(open.Holes);
        Token("literal");
    }

    private void Character(int at, string text, int i)
    {
        var c = text[i];
        if (char.IsLetterOrDigit(c) || c is '_' or '@' or '$' or '#' or '.' or ':')
        {
            word += c;
            return;
        }

        if (c == '\'')
        {
            Open(at, i);
            return;
        }

        EndWord();
        if (c is '"' or '`' or '[')
            quote = c == '[' ? ']' : c;
        else if (!char.IsWhiteSpace(c))
            Symbol(c, i > 0 && !char.IsWhiteSpace(text[i - 1]));
    }

    private void Open(int at, int i)
    {
        var national = word is "N" or "n";
        opensWell = word.Length == 0 || national && i > 0;
        word = national ? "" : word;
        EndWord();
        var inGroup = groups.Count > 0 && groups.Peek() != List;
        opensWell &= !begins && (Comparisons.Contains(previous) || BeforeLiterals.Contains(previous) || previous is "(" or "," && inGroup);
        open = new TextPlace(at, opensWell && national ? i - 1 : i, true) { QuoteLength = opensWell && national ? 2 : 1 };
        quote = '\'';
    }

    private void Symbol(char c, bool touches)
    {
        if (c == '(')
            groups.Push(previous);
        else if (c == ')' && groups.Count > 0)
            groups.Pop();
        if (c is '(' or ',' or ')')
            Token(c.ToString());
        else if (c == ';')
            (previous, begins) = ("", true);
        else
            Token(touches && previous.Length == 1 && previous[0] is '<' or '>' or '!' or '=' or '|' ? previous + c : c.ToString());
    }

    private void EndWord()
    {
        if (word.Length == 0)
            return;
        var ended = word.ToUpperInvariant();
        word = "";
        if (begins)
            IsStatement &= Verbs.Contains(ended);
        begins = false;
        hasVerb = true;
        hasRows |= ended == "VALUES";
        if (ended == "AND" && inRange)
            Token(Range);
        else
            Token(ended);
        inRange = ended == "BETWEEN" || inRange && ended != "AND";
    }

    /// <summary>Values of a second row follow a comma: <c>VALUES (1), (2)</c>.</summary>
    private void Token(string token)
    {
        if (token == "(" && previous == "," && hasRows && groups.Count == 1)
        {
            groups.Pop();
            groups.Push("VALUES");
        }

        previous = token;
    }
}
