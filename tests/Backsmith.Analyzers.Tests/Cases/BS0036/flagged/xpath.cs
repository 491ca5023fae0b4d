// XPath expressions with a client's value in them, in a controller and behind a service.
using System.Xml;
using System.Xml.Linq;
using System.Xml.XPath;
using Microsoft.AspNetCore.Mvc;

public sealed class UsersController(XmlDocument users, Directory directory) : ControllerBase
{
    [HttpGet("a")]
    public bool SignIn(string name, string password) =>
        users.SelectSingleNode("//user[@name='" + name + "' and @password='" + password + "']") is not null; //! BS0036: becomes part of the XPath expression

    [HttpGet("b")]
    public object Evaluated(string city) => users.CreateNavigator()!.Evaluate($"count(//user[city='{city}'])"); //! BS0036

    [HttpGet("c")]
    public string? Found(string id) => directory.Find(id);
}

public sealed class Directory(XDocument entries)
{
    public string? Find(string id)
    {
        var path = string.Format("/entries/entry[@id='{0}']", id);
        return entries.XPathSelectElement(path)?.Value; //! BS0036
    }
}
