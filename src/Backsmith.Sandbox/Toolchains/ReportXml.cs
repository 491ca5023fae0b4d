using System.Xml;
using System.Xml.Linq;

namespace Backsmith.Sandbox.Toolchains;

/// <summary>Reads reports that runners wrote as XML. What is tested may have had a hand in them: nothing that they point to is loaded.</summary>
internal static class ReportXml
{
    /// <summary>The document; null when the text is none.</summary>
    /// <param name="text">The file; null when there is none.</param>
    /// <param name="doctype">What a document type is: a sign of forgery unless the format has one, and then passed over.</param>
    public static XDocument? Parse(string? text, DtdProcessing doctype = DtdProcessing.Prohibit)
    {
        if (text is null)
        {
            return null;
        }

        try
        {
            using var reader = XmlReader.Create(new StringReader(text), new XmlReaderSettings { DtdProcessing = doctype, XmlResolver = null, CheckCharacters = false });
            return XDocument.Load(reader);
        }
        catch (XmlException)
        {
            return null;
        }
    }
}
