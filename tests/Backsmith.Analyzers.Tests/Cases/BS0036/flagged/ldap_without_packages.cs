// LDAP filters, though the package of the directory cannot be had.
//? broken
using System.DirectoryServices;
using Microsoft.AspNetCore.Mvc;

public sealed class PeopleController : ControllerBase
{
    [HttpGet("a")]
    public object? Find(string user)
    {
        var searcher = new DirectorySearcher("(&(objectClass=user)(uid=" + user + "))"); //! BS0036: LDAP filter
        return searcher.FindOne();
    }

    [HttpGet("b")]
    public object? FindByMail(string mail)
    {
        using var searcher = new DirectorySearcher();
        searcher.Filter = $"(mail={mail})"; //! BS0036
        return searcher.FindOne();
    }
}
