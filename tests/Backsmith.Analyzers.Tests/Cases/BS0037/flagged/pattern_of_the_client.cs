// A client's value is the pattern, or part of it.
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Mvc;

public sealed class SearchController : ControllerBase
{
    private static readonly string[] Names = ["a", "b"];

    [HttpGet("a")]
    public IEnumerable<string> Search(string pattern) => Names.Where(n => Regex.IsMatch(n, pattern)); //! BS0037: becomes part of the pattern

    [HttpGet("b")]
    public IEnumerable<string> Word(string word)
    {
        var expression = new Regex("\\b" + word + "\\b", RegexOptions.IgnoreCase); //! BS0037
        return Names.Where(n => expression.IsMatch(n));
    }
}
