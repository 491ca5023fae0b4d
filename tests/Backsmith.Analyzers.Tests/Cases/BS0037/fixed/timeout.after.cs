// Expressions without a timeout.
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Mvc;

public sealed class SearchController : ControllerBase
{
    [HttpGet("a")]
    public bool Search(string pattern) => Regex.IsMatch("some text", pattern, RegexOptions.None, TimeSpan.FromSeconds(1)); // simple

    [HttpGet("b")]
    public Regex Word(string word) => new Regex("\\b" + word, RegexOptions.IgnoreCase, TimeSpan.FromSeconds(1));

    [HttpPost("c")]
    public bool Mail(string mail) => Regex.IsMatch(mail, "^([a-z]+)*@example[.]com$", RegexOptions.None, TimeSpan.FromSeconds(1));
}
