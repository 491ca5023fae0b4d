// A pattern that repeats what it already repeats is tried on what a client sent.
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Mvc;

public sealed class ProfileController : ControllerBase
{
    private static readonly Regex Name = new(@"^(\w+\s?)+$");

    [HttpPost("a")]
    public IActionResult Rename(string name) => Name.IsMatch(name) ? Ok() : BadRequest(); //! BS0037: repeats a repetition

    [HttpPost("b")]
    public IActionResult Mail(Profile profile)
    {
        if (!Regex.IsMatch(profile.Mail, "^([a-zA-Z0-9]+)*@example[.]com$")) //! BS0037
            return BadRequest();
        return Ok();
    }
}

public sealed record Profile(string Mail);
