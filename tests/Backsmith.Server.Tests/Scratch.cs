namespace Backsmith.Server.Tests;

/// <summary>A folder that goes with the test.</summary>
public sealed class Scratch : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("backsmith-mcp-");

    /// <summary>The state folder of the product.</summary>
    public string State => Path.Combine(_folder.FullName, "state");

    /// <summary>A folder in it, made when it is not there.</summary>
    public string Folder(string name) => Directory.CreateDirectory(Path.Combine(_folder.FullName, name)).FullName;

    public void Dispose() => _folder.Delete(recursive: true);
}
