// Escaped values, expressions with a timeout, and engines that do not go back.
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Mvc;

public sealed class SearchController(IConfiguration configuration) : ControllerBase
{
    private static readonly Regex Name = new(@"^(\w+\s?)+$", RegexOptions.None, TimeSpan.FromMilliseconds(200));
    private static readonly Regex Linear = new(@"^(\w+\s?)+$", RegexOptions.NonBacktracking);

    [HttpGet("a")]
    public bool Escaped(string word) => Regex.IsMatch("some text", "\\b" + Regex.Escape(word) + "\\b");

    [HttpGet("b")]
    public bool Limited(string pattern) => Regex.IsMatch("some text", pattern, RegexOptions.None, TimeSpan.FromSeconds(1));

    [HttpGet("c")]
    public bool Fields(string name) => Name.IsMatch(name) || Linear.IsMatch(name);

    [HttpGet("d")]
    public bool Configured(string text) => Regex.IsMatch(text, configuration["Pattern"]!);
}
