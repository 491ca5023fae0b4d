using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.Text;

namespace Backsmith.Analyzers.SecretsCrypto;

/// <summary>Reads the attributes of an XML configuration and the lines of an environment file with their places.</summary>
internal static class LineSettings
{
    private static readonly Regex Element = new(@"<!--.*?(-->|$)|<(?<element>[A-Za-z][\w:.\-]*)(?<attributes>(\s+[\w:.\-]+\s*=\s*(""[^""]*""|'[^']*'))*)", RegexOptions.Compiled | RegexOptions.Singleline | RegexOptions.CultureInvariant);

    private static readonly Regex Attribute = new(@"(?<name>[\w:.\-]+)\s*=\s*(""(?<value>[^""]*)""|'(?<value>[^']*)')", RegexOptions.Compiled | RegexOptions.CultureInvariant);

    private static readonly Regex Assignment = new(@"^[ \t]*(export[ \t]+)?(?<name>[A-Za-z_][\w.:\-]*)[ \t]*=[ \t]*(""(?<value>[^""\n]*)""|'(?<value>[^'\n]*)'|(?<value>[^\s#][^\n#]*?))?[ \t]*(#[^\n]*)?\r?$", RegexOptions.Compiled | RegexOptions.Multiline | RegexOptions.CultureInvariant);

    /// <summary>Each attribute; of <c>&lt;add key="A" value="b"/&gt;</c> the value under the name of the key.</summary>
    internal static IEnumerable<Setting> OfXml(string text)
    {
        var owner = 0;
        foreach (var element in Element.Matches(text).Cast<Match>().Where(m => m.Groups["element"].Success))
        {
            owner++;
            var start = element.Groups["attributes"].Index;
            var attributes = Attribute.Matches(element.Groups["attributes"].Value).Cast<Match>().Select(a => (Name: a.Groups["name"].Value, Value: a.Groups["value"])).ToList();
            var key = attributes.FirstOrDefault(a => a.Name is "key" or "name").Value?.Value;
            foreach (var (name, value) in attributes.Where(a => a.Name is not ("key" or "name")))
            {
                string[] path = name == "value" && key is not null ? [element.Groups["element"].Value, key] : [element.Groups["element"].Value, name];
                yield return new Setting(path, Unescaped(value.Value), new TextSpan(start + value.Index, value.Length), owner);
            }
        }
    }

    /// <summary>Each <c>NAME=value</c>; two underscores part the levels, as .NET reads them.</summary>
    internal static IEnumerable<Setting> OfEnvironment(string text) =>
        Assignment.Matches(text).Cast<Match>().Where(m => m.Groups["value"].Success)
            .Select(m => new Setting(Levels(m.Groups["name"].Value), m.Groups["value"].Value, new TextSpan(m.Groups["value"].Index, m.Groups["value"].Length), 0));

    internal static string[] Levels(string name) => Regex.Split(name, "__|:");

    private static string Unescaped(string value) => value.Replace("&quot;", "\"").Replace("&apos;", "'").Replace("&lt;", "<").Replace("&gt;", ">").Replace("&amp;", "&");
}
