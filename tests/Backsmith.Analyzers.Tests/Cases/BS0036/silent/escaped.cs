// LDAP filters whose values are escaped, and filters that are none.
//? broken
using System.DirectoryServices;
using Microsoft.AspNetCore.Mvc;

public sealed class PeopleController : ControllerBase
{
    [HttpGet("a")]
    public object? Find(string user)
    {
        using var searcher = new DirectorySearcher();
        searcher.Filter = "(uid=" + EscapeFilter(user) + ")";
        return searcher.FindOne();
    }

    [HttpGet("b")]
    public object Grid(string word) => new GridOptions { Filter = "name contains " + word };

    private static string EscapeFilter(string value) => value.Replace("\\", "\\5c").Replace("(", "\\28").Replace(")", "\\29").Replace("*", "\\2a");
}

public sealed class GridOptions
{
    public string Filter { get; set; } = "";
}
