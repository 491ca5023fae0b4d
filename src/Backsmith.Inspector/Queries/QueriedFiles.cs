using Backsmith.Inspection;
using Backsmith.Inspector.Loading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Backsmith.Inspector.Queries;

/// <summary>Finds the files that questions name.</summary>
internal sealed class QueriedFiles(LoadedCodeBase code)
{
    /// <summary>The file as a project compiles it; of several frameworks the first. Null when none does.</summary>
    public Document? Find(string path) => All(path).FirstOrDefault();

    /// <summary>The file in each project and framework that compiles it.</summary>
    public IEnumerable<Document> All(string path) => code.Documents(path).Select(code.Solution.GetDocument).OfType<Document>();

    /// <summary>The text of a C# file of the repository that no project compiles; null when there is none.</summary>
    public SourceText? Uncompiled(string path)
    {
        var full = Path.GetFullPath(path, code.Collected.Root);
        var file = new FileInfo(full);
        return code.Relative(full) == path && path.EndsWith(".cs", StringComparison.OrdinalIgnoreCase) && file is { Exists: true, LinkTarget: null } ? FileText.Read(full) : null;
    }

    /// <summary>Says that a file has no such line.</summary>
    public static async Task<CodeAnswer.Unanswered> BeyondAsync(Document document, string path, int line, CancellationToken cancellationToken) =>
        new($"{path} has no line {line}: it has {(await document.GetTextAsync(cancellationToken)).Lines.Count}.", []);

    /// <summary>Says that there is no such file, and which have such a name.</summary>
    public CodeAnswer.Unanswered Missing(string path)
    {
        if (Uncompiled(path) is not null)
        {
            return new CodeAnswer.Unanswered($"No project that was loaded compiles {path}: the compiler knows nothing of it.", []);
        }

        var name = Path.GetFileName(path);
        var files = DeclarationIndex.Written(code).Select(document => code.Relative(document.FilePath)!).ToList();
        var same = files.Where(file => Path.GetFileName(file).Equals(name, StringComparison.OrdinalIgnoreCase)).Order(StringComparer.Ordinal).Take(NearestNames.Most).ToList();
        var reason = name.EndsWith(".cs", StringComparison.OrdinalIgnoreCase)
            ? $"There is no C# file '{path}' in the repository; paths are relative to its root."
            : $"'{path}' is no C# file; read it instead.";
        return new CodeAnswer.Unanswered(reason, same.Count > 0 ? same : NearestNames.Of(name, files.Select(file => (Path.GetFileName(file), file))));
    }
}
