// Patterns that look alike and have one way to match only, and dangerous ones on the application's own text.
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Mvc;

public sealed class TextController : ControllerBase
{
    [HttpGet("a")]
    public bool Mail(string mail) => Regex.IsMatch(mail, @"^[^@\s]+@[^@\s]+\.[^@\s]+$");

    [HttpGet("b")]
    public bool Slug(string slug) => Regex.IsMatch(slug, "^[a-z0-9]+(-[a-z0-9]+)*$");

    [HttpGet("c")]
    public bool Version(string version) => Regex.IsMatch(version, @"^\d+(\.\d+){0,3}$");

    [HttpGet("d")]
    public bool Own() => Regex.IsMatch("aaaaaaaaaaaaaaaaab", "^(a+)+$");

    [HttpGet("e")]
    public string Spaces(string text) => Regex.Replace(text, @"(\s)+", " ");
}
