using Backsmith.Inspection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace Backsmith.Inspector.Loading;

/// <summary>Makes a solution from collected command lines. Nothing of the repository is run: analyzers and generators of packages are not loaded.</summary>
internal static class CodeBaseLoader
{
    public static LoadedCodeBase Load(CollectedCodeBase collected)
    {
        collected = StandIns.Add(collected);
        List<string> limitations = [.. collected.Limitations ?? [], .. StandIns.Limitations(collected)];
        var usable = collected.Projects.Where(project => project.Arguments.Count > 0 || project.SourceFiles.Count > 0).ToList();
        var ids = usable.ToDictionary(project => project, _ => ProjectId.CreateNewId());
        var outputs = Outputs(usable, ids);
        var workspace = new AdhocWorkspace();
        var solution = workspace.CurrentSolution;
        var known = new Dictionary<(string, string), MetadataReference>();
        var settings = SettingsFiles.Shared(collected.Root, usable);
        foreach (var project in usable)
        {
            solution = solution.AddProject(Project(project, ids[project], outputs, known, settings[project], collected));
        }

        (solution, var circles) = new ReferenceCircles(solution, id => usable.Find(project => ids[project] == id)!.Project).Open();
        limitations.AddRange(circles);
        limitations.AddRange(UnseenFiles.Of(collected, solution));
        return new LoadedCodeBase(collected, solution, usable.ToDictionary(project => ids[project]), limitations);
    }

    private static Dictionary<string, ProjectId> Outputs(List<CollectedProject> projects, Dictionary<CollectedProject, ProjectId> ids)
    {
        var outputs = new Dictionary<string, ProjectId>(StringComparer.Ordinal);
        foreach (var project in projects)
        {
            foreach (var path in new[] { project.TargetPath, project.ReferenceAssembly }.Where(path => !string.IsNullOrEmpty(path)))
            {
                outputs.TryAdd(path!, ids[project]);
            }
        }

        return outputs;
    }

    private static ProjectInfo Project(
        CollectedProject project, ProjectId id, Dictionary<string, ProjectId> outputs, Dictionary<(string, string), MetadataReference> known, IEnumerable<string> settings, CollectedCodeBase collected)
    {
        var parsed = CSharpCommandLineParser.Default.Parse(project.Arguments, project.Directory, collected.SdkFolder);
        var (projectReferences, references) = References(project, parsed, outputs, known, id);
        var sources = parsed.SourceFiles.Select(file => file.Path).Concat(project.SourceFiles ?? []).Concat(project.GeneratedFiles ?? []).Distinct(StringComparer.Ordinal);
        return ProjectInfo.Create(
            id, VersionStamp.Default, Path.GetFileNameWithoutExtension(project.Project), parsed.CompilationName ?? Path.GetFileNameWithoutExtension(project.Project), LanguageNames.CSharp,
            filePath: $"{collected.Root}/{project.Project}",
            compilationOptions: parsed.CompilationOptions.WithConcurrentBuild(true),
            parseOptions: parsed.ParseOptions.WithDocumentationMode(DocumentationMode.Parse),
            documents: Documents(id, sources),
            projectReferences: projectReferences,
            metadataReferences: references,
            additionalDocuments: Documents(id, settings))
            .WithAnalyzerConfigDocuments(Documents(id, parsed.AnalyzerConfigPaths));
    }

    private static (List<ProjectReference>, List<MetadataReference>) References(
        CollectedProject project, CSharpCommandLineArguments parsed, Dictionary<string, ProjectId> outputs, Dictionary<(string, string), MetadataReference> known, ProjectId self)
    {
        var projects = new List<ProjectReference>();
        var files = new List<MetadataReference>();
        foreach (var reference in parsed.MetadataReferences)
        {
            var path = Path.GetFullPath(reference.Reference, project.Directory);
            if (outputs.TryGetValue(path, out var other) && other != self)
            {
                projects.Add(new ProjectReference(other, reference.Properties.Aliases));
            }
            else if (File.Exists(path))
            {
                var key = (path, $"{string.Join(',', reference.Properties.Aliases)} {reference.Properties.EmbedInteropTypes}");
                files.Add(known.TryGetValue(key, out var loaded) ? loaded : known[key] = MetadataReference.CreateFromFile(path, reference.Properties, Documentation(path)));
            }
        }

        return ([.. projects.Distinct()], [.. files.Distinct()]);
    }

    /// <summary>What the package tells of its types; read when asked for.</summary>
    private static XmlDocumentationProvider? Documentation(string path) =>
        Path.ChangeExtension(path, ".xml") is var xml && File.Exists(xml) ? XmlDocumentationProvider.CreateFromFile(xml) : null;

    private static IEnumerable<DocumentInfo> Documents(ProjectId project, IEnumerable<string> paths) =>
        paths.Where(File.Exists).Select(path => DocumentInfo.Create(
            DocumentId.CreateNewId(project), Path.GetFileName(path),
            loader: TextLoader.From(TextAndVersion.Create(FileText.Read(path), VersionStamp.Default, path)), filePath: path)).ToList();
}
