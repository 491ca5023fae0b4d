using Backsmith.Inspection;
using Microsoft.CodeAnalysis;

namespace Backsmith.Inspector.Loading;

/// <summary>A code base that is kept in step with the disk: what was edited since is parsed again, and nothing else.</summary>
internal sealed class LiveCode
{
    private readonly TimeProvider _time;
    private readonly DiskPicture _loaded;
    private readonly Dictionary<string, FileStamp> _stamps;
    private readonly Dictionary<string, List<ProjectId>> _gone = new(StringComparer.Ordinal);
    private readonly HashSet<string> _outside;
    private SdkGenerators? _generators;

    private LiveCode(LoadedCodeBase code, DiskPicture loaded, TimeProvider time)
    {
        (Code, _loaded, _time) = (code, loaded, time);
        _stamps = new Dictionary<string, FileStamp>(loaded.Sources, StringComparer.Ordinal);
        _outside = [.. loaded.Sources.Keys.Where(path => code.Solution.GetDocumentIdsWithFilePath(path).IsEmpty)];
    }

    /// <summary>The code as of the last <see cref="Refresh"/>.</summary>
    public LoadedCodeBase Code { get; private set; }

    /// <summary>Loads what was collected.</summary>
    public static LiveCode Load(CollectedCodeBase collected, TimeProvider time)
    {
        var picture = Picture(collected, time);
        return new LiveCode(CodeBaseLoader.Load(collected), picture, time);
    }

    /// <summary>Takes in what changed on disk.</summary>
    /// <returns>Why all must be collected and loaded anew; null when the code is as on disk.</returns>
    public string? Refresh()
    {
        var picture = Picture(Code.Collected, _time);
        if (ChangedInput(picture) is { } input)
        {
            return $"{Code.Relative(input) ?? input} decides what is compiled and has changed.";
        }

        // A review reads what people wrote; who asks about code also asks about what the SDK generates for it.
        var known = _generators is null ? (_generators = new SdkGenerators(Code)).Extend(Code.Solution) : Code.Solution;
        var solution = Changed(known, picture);
        var globs = new SourceGlobs(Code, picture.Inputs.Keys);
        _outside.RemoveWhere(path => !picture.Sources.ContainsKey(path));
        foreach (var path in picture.Sources.Keys.Where(path => !_outside.Contains(path) && solution.GetDocumentIdsWithFilePath(path).IsEmpty).Order(StringComparer.Ordinal))
        {
            if (Holding(path, globs) is not { } projects)
            {
                return $"{Code.Relative(path)} has come, and only MSBuild can tell which project compiles it.";
            }

            solution = Added(solution, path, projects, picture.Sources[path]);
        }

        Code = Code with { Solution = solution };
        return null;
    }

    private static DiskPicture Picture(CollectedCodeBase collected, TimeProvider time) => DiskPicture.Take(
        collected.Root, collected.Projects.Select(project => project.AssetsFile).OfType<string>().Where(path => path.Length > 0).Distinct(), time.GetUtcNow());

    private string? ChangedInput(DiskPicture now) =>
        now.Inputs.Where(input => !_loaded.Inputs.TryGetValue(input.Key, out var before) || (before.Length, before.Written) != (input.Value.Length, input.Value.Written)).Select(input => input.Key)
            .Concat(_loaded.Inputs.Keys.Where(path => !now.Inputs.ContainsKey(path)))
            .Order(StringComparer.Ordinal).FirstOrDefault();

    private Solution Changed(Solution solution, DiskPicture picture)
    {
        var now = _time.GetUtcNow();
        foreach (var path in Paths(solution).ToList())
        {
            FileStamp? stamp = picture.Sources.TryGetValue(path, out var seen) ? seen : FileStamp.Of(path, now);
            if (stamp is null)
            {
                solution = Removed(solution, path);
            }
            else if (!_stamps.TryGetValue(path, out var before) || !stamp.Value.IsSame(before))
            {
                solution = Read(solution, path);
                _stamps[path] = stamp.Value;
            }
        }

        return solution;
    }

    private static IEnumerable<string> Paths(Solution solution) => solution.Projects
        .SelectMany(project => project.Documents.Concat<TextDocument>(project.AdditionalDocuments)).Select(document => document.FilePath).OfType<string>().Distinct();

    private Solution Removed(Solution solution, string path)
    {
        var ids = solution.GetDocumentIdsWithFilePath(path);
        _gone[path] = [.. ids.Where(id => solution.GetDocument(id) is not null).Select(id => id.ProjectId)];
        _stamps.Remove(path);
        foreach (var id in ids)
        {
            solution = solution.GetDocument(id) is not null ? solution.RemoveDocument(id) : solution.GetAdditionalDocument(id) is not null ? solution.RemoveAdditionalDocument(id) : solution;
        }

        return solution;
    }

    private Solution Read(Solution solution, string path)
    {
        var text = FileText.Read(path);
        foreach (var id in solution.GetDocumentIdsWithFilePath(path))
        {
            if (solution.GetDocument(id) is { } document && !(document.TryGetText(out var old) && old.ContentEquals(text)))
            {
                solution = _generators!.Extend(solution.WithDocumentText(id, text, PreservationMode.PreserveIdentity), id.ProjectId, text);
            }
            else if (solution.GetAdditionalDocument(id) is { } settings && !(settings.TryGetText(out var before) && before.ContentEquals(text)))
            {
                solution = solution.WithAdditionalDocumentText(id, text, PreservationMode.PreserveIdentity);
            }
        }

        return solution;
    }

    /// <summary>The projects of a file that came: those it went from, else those whose globs hold it.</summary>
    private IReadOnlyList<ProjectId>? Holding(string path, SourceGlobs globs) =>
        _gone.TryGetValue(path, out var before) ? before
        : globs.Of(path)?.Select(holding => Code.Projects.First(project => ReferenceEquals(project.Value, holding)).Key).ToList();

    private Solution Added(Solution solution, string path, IReadOnlyList<ProjectId> projects, FileStamp stamp)
    {
        if (projects.Count == 0)
        {
            _outside.Add(path);
            return solution;
        }

        var text = FileText.Read(path);
        _stamps[path] = stamp;
        return projects.Aggregate(solution, (to, project) => _generators!.Extend(to.AddDocument(DocumentId.CreateNewId(project), Path.GetFileName(path), text, filePath: path), project, text));
    }
}
