using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Backsmith.Inspector.Reviewing;

/// <summary>A settings file that rules may look at.</summary>
internal sealed class SettingsFile(string path, SourceText text) : AdditionalText
{
    public override string Path { get; } = path;

    public override SourceText GetText(CancellationToken cancellationToken = default) => text;
}

/// <summary>Texts of settings files are in memory from the start.</summary>
internal static class LoadedText
{
    public static SourceText GetTextSynchronously(this TextDocument document, CancellationToken cancellationToken) =>
        document.GetTextAsync(cancellationToken).GetAwaiter().GetResult();
}
