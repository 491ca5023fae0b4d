// Constant expressions, numbers, known names, and values that are compared in code.
using System.Xml;
using System.Xml.Linq;
using System.Xml.XPath;
using Microsoft.AspNetCore.Mvc;

public sealed class UsersController(XmlDocument users, XDocument entries) : ControllerBase
{
    [HttpGet("a")]
    public XmlNode? ById(int id) => users.SelectSingleNode($"//user[@id={id}]");

    [HttpGet("b")]
    public XElement? Compared(string name) => entries.XPathSelectElements("//user").FirstOrDefault(u => (string?)u.Attribute("name") == name);

    [HttpGet("c")]
    public XmlNode? Known(string kind) => users.SelectSingleNode("//" + (kind == "admin" ? "admin" : "user"));

    [HttpGet("d")]
    public XmlNode? Checked(string name)
    {
        if (name.Contains('\'') || name.Contains('"'))
            return null;
        return users.SelectSingleNode($"//user[@name='{name}']");
    }
}
