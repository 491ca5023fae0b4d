using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Backsmith.Inspection;
using Backsmith.Inspector.Loading;

namespace Backsmith.Inspector.Tests;

/// <summary>A repository on disk with one project or several, and the command lines that its build would give.</summary>
internal sealed class CodeFolder : IDisposable
{
    private readonly List<CollectedProject> _projects = [];
    private readonly string _folder = Directory.CreateTempSubdirectory("backsmith-code-").FullName;
    private int _collected;

    /// <summary>The repository root.</summary>
    public string Root => Path.Combine(_folder, "repository");

    /// <summary>The folder of the .NET installation that runs the tests.</summary>
    public static string DotNetRoot { get; } = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "..", "..", ".."));

    /// <summary>The newest SDK there.</summary>
    public static string SdkFolder { get; } = Directory.GetDirectories(Path.Combine(DotNetRoot, "sdk")).Order(StringComparer.Ordinal).Last();

    /// <summary>Writes a file; text is UTF-8 without byte order mark.</summary>
    public CodeFolder File(string path, string text) => File(path, Encoding.UTF8.GetBytes(text));

    /// <summary>Writes a file.</summary>
    public CodeFolder File(string path, byte[] bytes)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(At(path))!);
        System.IO.File.WriteAllBytes(At(path), bytes);
        return this;
    }

    /// <summary>The absolute path of a file of the repository.</summary>
    public string At(string path) => Path.GetFullPath(Path.Combine(Root, path));

    /// <summary>Adds a project that compiles the C# files which lie below its folder now.</summary>
    public CodeFolder Project(string name, string framework = "net10.0", bool test = false, string[]? arguments = null, string[]? references = null, string[]? sources = null)
    {
        var directory = Path.Combine(Root, name);
        Directory.CreateDirectory(directory);
        sources ??= [.. Directory.GetFiles(directory, "*.cs", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];
        _projects.Add(new CollectedProject(
            $"{name}/{name}.csproj", directory, framework, test,
            ["/noconfig", "/nostdlib+", "/target:library", $"/out:{name}.dll", "/nullable:enable", "/langversion:latest", .. Frameworks(), .. (references ?? []).Select(other => $"/reference:{Output(other)}"), .. arguments ?? [], .. sources],
            Output(name), null, null, [], [], [], null));
        return this;
    }

    /// <summary>Changes the projects as collected.</summary>
    public CodeFolder With(Func<CollectedProject, CollectedProject> change)
    {
        for (var index = 0; index < _projects.Count; index++)
        {
            _projects[index] = change(_projects[index]);
        }

        return this;
    }

    /// <summary>Writes what was collected and returns where it lies.</summary>
    public string Collect(params string[] limitations)
    {
        var path = Path.Combine(_folder, $"collected-{_collected++}.json");
        System.IO.File.WriteAllBytes(path, JsonSerializer.SerializeToUtf8Bytes(new CollectedCodeBase(Root, SdkFolder, Pack("Microsoft.AspNetCore.App.Ref"), _projects, limitations), Wire.Json));
        return path;
    }

    /// <summary>Reviews all of it in a session.</summary>
    public async Task<Review> ReviewAsync(InspectorSession session, params string[] readOnly) =>
        (Review)await session.AnswerAsync("review", JsonSerializer.SerializeToNode(new WireReviewRequest(new ReviewRequest("", readOnly), Collect()), Wire.Json), CancellationToken.None);

    /// <summary>Where reviews of unchanged projects are kept.</summary>
    public string Kept => Directory.CreateDirectory(Path.Combine(_folder, "kept")).FullName;

    /// <summary>Loads all of it anew.</summary>
    public LoadedCodeBase Load() => CodeBaseLoader.Load(JsonSerializer.Deserialize<CollectedCodeBase>(System.IO.File.ReadAllBytes(Collect()), Wire.Json)!);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string Output(string project) => Path.Combine(Root, project, "bin", project + ".dll");

    private static IEnumerable<string> Frameworks() => new[] { "Microsoft.NETCore.App.Ref", "Microsoft.AspNetCore.App.Ref" }
        .SelectMany(pack => Directory.GetFiles(Path.Combine(Pack(pack), "ref", "net10.0"), "*.dll")).Order(StringComparer.Ordinal).Select(path => "/reference:" + path);

    private static string Pack(string name) => Directory.GetDirectories(Path.Combine(DotNetRoot, "packs", name)).Order(StringComparer.Ordinal).Last();
}
