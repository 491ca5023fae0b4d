using System.Text;

namespace Backsmith.Sandbox.DotNet.Testing;

/// <summary>Writes names into the filter language of the test console (vstest, docs/filter.md), in which some characters steer.</summary>
internal static class TestFilter
{
    /// <summary>A name as the value of a condition.</summary>
    public static string Escape(string name)
    {
        var text = new StringBuilder(name.Length);
        foreach (var character in name)
        {
            if (character is '\\' or '(' or ')' or '&' or '|' or '=' or '!' or '~')
            {
                text.Append('\\');
            }

            text.Append(character);
        }

        return text.ToString();
    }
}
