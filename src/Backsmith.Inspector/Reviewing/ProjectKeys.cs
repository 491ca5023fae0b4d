using System.Security.Cryptography;
using System.Text;
using Backsmith.Inspector.Hosting;
using Backsmith.Inspector.Loading;
using Backsmith.Repositories;
using Microsoft.CodeAnalysis;

namespace Backsmith.Inspector.Reviewing;

/// <summary>Names the state of a project by everything its findings follow from: sources, settings files, options, references by content, the projects it refers to, and the rules.</summary>
internal sealed class ProjectKeys(LoadedCodeBase code, RuleHost rules)
{
    private readonly Dictionary<ProjectId, string> _keys = [];
    private readonly Dictionary<string, string> _files = new(StringComparer.Ordinal);

    /// <summary>The key of a project; projects it refers to are asked first. Null when it lies on a cycle.</summary>
    public async Task<string?> OfAsync(ProjectId id, CancellationToken cancellationToken)
    {
        if (_keys.TryGetValue(id, out var known))
        {
            return known.Length == 0 ? null : known;
        }

        _keys[id] = "";
        var project = code.Solution.GetProject(id)!;
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        void Add(string text) => hash.AppendData(Encoding.UTF8.GetBytes(text + "\0"));
        Add(rules.Version);
        Add(code.Collected.Root);
        foreach (var argument in code.Projects[id].Arguments)
        {
            Add(argument);
        }

        foreach (var reference in project.ProjectReferences)
        {
            if (await OfAsync(reference.ProjectId, cancellationToken) is not { } other)
            {
                return null;
            }

            Add($"{other} {string.Join(',', reference.Aliases)}");
        }

        foreach (var document in project.Documents.Concat<TextDocument>(project.AdditionalDocuments).Concat(project.AnalyzerConfigDocuments))
        {
            Add(document.FilePath ?? document.Name);
            hash.AppendData([.. (await document.GetTextAsync(cancellationToken)).GetContentHash()]);
        }

        foreach (var reference in project.MetadataReferences)
        {
            Add(File(reference.Display ?? ""));
        }

        return _keys[id] = Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>A reference by its content, read once. What lies in the .NET installation cannot be written from the sandbox: its path, which names a version, and its size are enough.</summary>
    private string File(string path)
    {
        if (_files.TryGetValue(path, out var known))
        {
            return known;
        }

        var installation = Path.GetDirectoryName(Path.GetDirectoryName(code.Collected.SdkFolder));
        var file = new FileInfo(path);
        return _files[path] = !file.Exists ? path
            : installation is not null && TreePath.IsWithin(path, installation) ? $"{path} {file.Length}"
            : $"{path} {Convert.ToHexStringLower(SHA256.HashData(System.IO.File.ReadAllBytes(path)))}";
    }
}
