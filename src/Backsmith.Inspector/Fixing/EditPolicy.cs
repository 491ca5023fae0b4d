using Backsmith.Inspection;
using Backsmith.Inspector.Loading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Backsmith.Inspector.Fixing;

/// <summary>Says which files a fix may change. Every answer is null, or a sentence that names the file and why not.</summary>
internal sealed class EditPolicy(LoadedCodeBase code, ReviewRequest request)
{
    /// <summary>Whether a standing file may be rewritten.</summary>
    /// <param name="document">The file as reviewed.</param>
    /// <param name="text">Its text as reviewed.</param>
    public string? Change(TextDocument document, SourceText text)
    {
        if (Place(document.FilePath, document.Name) is { } refusal)
        {
            return refusal;
        }

        var path = code.Relative(document.FilePath)!;
        return GeneratedCode.IsPath("/" + path) ? $"The fix would change {path}, which a tool wrote."
            : FileText.Refusal(document.FilePath!, text) is { } bytes ? $"The fix would change {path}, which {bytes}."
            : null;
    }

    /// <summary>Whether a file may be added.</summary>
    public string? Add(string? path, string name) =>
        Place(path, name) is { } refusal ? refusal
        : Path.Exists(path) ? $"The fix would add {code.Relative(path)}, which stands already."
        : null;

    private string? Place(string? path, string name) =>
        path is null ? $"The fix would change '{name}', which is no file."
        : code.Relative(Path.GetFullPath(path)) is not { } relative ? $"The fix would change {path}, which lies outside of the repository."
        : ReadOnlyPaths.Cover(request.ReadOnlyPaths, relative) ? $"The fix would change {relative}, which a patch cannot change."
        : null;
}
