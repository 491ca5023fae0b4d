using Backsmith.Repositories;
using Backsmith.Sandbox.Bubblewrap;
using Backsmith.Sandboxes;
using Backsmith.Snapshots;

namespace Backsmith.Sandbox.Tests.DotNet;

/// <summary>A folder of our own with projects, and the sandbox that builds copies of it with this machine's SDK and packages.</summary>
public sealed class DotNetRepository : IDisposable
{
    /// <summary>A project file that restores from the packages that this suite itself uses.</summary>
    public const string TestProject = """
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup><TargetFramework>net10.0</TargetFramework><Nullable>enable</Nullable><ImplicitUsings>enable</ImplicitUsings></PropertyGroup>
          <ItemGroup>
            <PackageReference Include="Microsoft.NET.Test.Sdk" Version="18.11.0" />
            <PackageReference Include="xunit" Version="2.9.3" />
            <PackageReference Include="xunit.runner.visualstudio" Version="3.1.5" />
          </ItemGroup>
        </Project>
        """;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("backsmith-dotnet-");
    private readonly KernelSandbox _sandbox;

    public DotNetRepository(Func<SandboxLimits, SandboxLimits>? limits = null, string? inspector = null)
    {
        var packages = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        var dotnet = new FileInfo(Environment.ProcessPath!).Directory!.FullName;
        var options = new SandboxOptions(Scratch("state"), packages, inspector ?? Inspector(), (limits ?? (given => given))(new SandboxLimits { DotNetRoot = dotnet }));
        Directory.CreateDirectory(options.StateFolder);
        Directory.CreateDirectory(Root);
        _sandbox = new KernelSandbox(options, new MemoryBlobs(), TimeProvider.System);
    }

    public ISandbox Sandbox => _sandbox;

    public string Root => Scratch("repository");

    public string Scratch(string name) => Path.Combine(_folder.FullName, name);

    public void Write(string path, string text)
    {
        var full = Path.Combine(Root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, text);
    }

    /// <summary>A copy of the tree as it stands, restored with what this machine has.</summary>
    public async Task<IThrowAwayCopy> OpenAsync()
    {
        var (repository, snapshot) = await CaptureAsync();
        return await _sandbox.OpenCopyAsync(repository, snapshot, default);
    }

    /// <summary>The tree as it stands.</summary>
    public async Task<(Repository Repository, Snapshot Snapshot)> CaptureAsync()
    {
        var repository = (await _sandbox.LocateAsync(Root, default)).Repository!;
        return (repository, (await _sandbox.CaptureAsync(repository, null, default)).Snapshot!);
    }

    /// <summary>The inspector of the same build as this test.</summary>
    internal static string Inspector()
    {
        var here = new DirectoryInfo(AppContext.BaseDirectory);
        return Path.Combine(here.Parent!.Parent!.FullName, "Backsmith.Inspector", here.Name);
    }

    public void Dispose()
    {
        _sandbox.Dispose();
        _folder.Delete(recursive: true);
    }
}
