using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using Xunit;

namespace Backsmith.Cli.Tests.EndToEnd;

/// <summary>A small repository of our own with one library, one test project and one flaw that a fix repairs; made once for all end-to-end tests.</summary>
public sealed class ClinicRepository : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("backsmith-e2e-");

    /// <summary>Secrets that stand in the code, beside the flaw.</summary>
    public static readonly string[] Secrets = ["b7Qx2LmZ9vKp4RtW8sNd", "Tq7-plum-93x"];

    public string Root => Path.Combine(_folder.FullName, "clinic");

    public string State => Path.Combine(_folder.FullName, "state");

    public string Scratch(string name) => Path.Combine(_folder.FullName, name);

    public Task InitializeAsync()
    {
        Write("Clinic.slnx", """
            <Solution>
              <Project Path="src/Clinic/Clinic.csproj" />
              <Project Path="tests/Clinic.Tests/Clinic.Tests.csproj" />
            </Solution>
            """);
        Write(".gitignore", "bin/\nobj/\n");
        Write("Directory.Build.props", "<Project />\n");
        Write("src/Clinic/Clinic.csproj", """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup><TargetFramework>net10.0</TargetFramework><Nullable>enable</Nullable><ImplicitUsings>enable</ImplicitUsings></PropertyGroup>
              <ItemGroup><FrameworkReference Include="Microsoft.AspNetCore.App" /></ItemGroup>
            </Project>
            """);
        Write("src/Clinic/Dosage.cs", """
            using Microsoft.Extensions.Logging;

            namespace Clinic;

            public sealed class Dosage(ILogger<Dosage> logger)
            {
                public int PerDay(int weight, int milligrams)
                {
                    return weight * milligrams;
                }

                public bool SignIn(string user, string password)
                {
                    const string signingKey = "b7Qx2LmZ9vKp4RtW8sNd";
                    var store = "Server=db.example.org;Database=clinic;User Id=app;Password=Tq7-plum-93x;";
                    logger.LogInformation("Sign-in of {User} with {Password}", user, password);
                    return user.Length > 0 && password.Length > 3 && signingKey.Length < store.Length;
                }
            }
            """);
        Write("tests/Clinic.Tests/Clinic.Tests.csproj", """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup><TargetFramework>net10.0</TargetFramework><Nullable>enable</Nullable><ImplicitUsings>enable</ImplicitUsings></PropertyGroup>
              <ItemGroup>
                <FrameworkReference Include="Microsoft.AspNetCore.App" />
                <PackageReference Include="Microsoft.NET.Test.Sdk" Version="18.11.0" />
                <PackageReference Include="xunit" Version="2.9.3" />
                <PackageReference Include="xunit.runner.visualstudio" Version="3.1.5" />
                <ProjectReference Include="../../src/Clinic/Clinic.csproj" />
              </ItemGroup>
            </Project>
            """);
        Write("tests/Clinic.Tests/DosageTests.cs", """
            using Microsoft.Extensions.Logging.Abstractions;
            using Xunit;

            namespace Clinic.Tests;

            public sealed class DosageTests
            {
                private readonly Dosage _dosage = new(NullLogger<Dosage>.Instance);

                [Theory]
                [InlineData(2, 10, 20)]
                [InlineData(3, 10, 30)]
                public void Multiplies(int weight, int milligrams, int expected) => Assert.Equal(expected, _dosage.PerDay(weight, milligrams));

                [Fact]
                public void Signs_in() => Assert.True(_dosage.SignIn("ada", "secret"));
            }
            """);
        Git("init", "-q");
        Git("config", "user.name", "Test");
        Git("config", "user.email", "test@example.org");
        Commit();
        return Task.CompletedTask;
    }

    public Task DisposeAsync()
    {
        _folder.Delete(recursive: true);
        return Task.CompletedTask;
    }

    public void Write(string path, string text)
    {
        var full = Path.Combine(Root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, text.EndsWith('\n') ? text : text + "\n");
    }

    /// <summary>The diff that an edit makes; the tree is put back.</summary>
    public string DiffOf(Action edit)
    {
        edit();
        Git("add", "-A");
        var diff = Git("diff", "--cached", "--binary", "--full-index", "-M");
        Git("reset", "-q", "--hard");
        Git("clean", "-q", "-f", "-d");
        return diff;
    }

    public void Replace(string path, string from, string to)
    {
        var full = Path.Combine(Root, path);
        var text = File.ReadAllText(full);
        Assert.Contains(from, text);
        File.WriteAllText(full, text.Replace(from, to, StringComparison.Ordinal));
    }

    /// <summary>Everything about the tree that must not change: names, bytes, modes and times, git's own folder included.</summary>
    public string Picture() => Picture(Root);

    /// <summary>Everything about a tree that must not change.</summary>
    internal static string Picture(string root)
    {
        var picture = new StringBuilder();
        foreach (var file in new DirectoryInfo(root).EnumerateFileSystemInfos("*", SearchOption.AllDirectories).OrderBy(file => file.FullName, StringComparer.Ordinal))
        {
            var digest = file is FileInfo ? Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file.FullName))) : "";
            picture.Append(file.FullName).Append(' ').Append(file.UnixFileMode).Append(' ').Append(file.LastWriteTimeUtc.Ticks).Append(' ').Append(digest).Append('\n');
        }

        return picture.ToString();
    }

    /// <summary>Runs the product and returns what it printed.</summary>
    public async Task<(int ExitCode, string Output, string Errors)> BacksmithAsync(string? input, params string[] arguments)
    {
        var info = new ProcessStartInfo("dotnet") { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Root };
        info.ArgumentList.Add(Product());
        foreach (var argument in arguments)
        {
            info.ArgumentList.Add(argument);
        }

        info.Environment["BACKSMITH_HOME"] = State;
        using var process = Process.Start(info)!;
        await process.StandardInput.WriteAsync(input ?? "");
        process.StandardInput.Close();
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output, await errors);
    }

    public string Git(params string[] arguments) => Run("git", [.. arguments]);

    /// <summary>Runs a program on our own files.</summary>
    public string Run(string program, IReadOnlyList<string> arguments) => Run(program, arguments, Root);

    /// <summary>Runs a program on our own files.</summary>
    internal static string Run(string program, IReadOnlyList<string> arguments, string folder)
    {
        var info = new ProcessStartInfo(program) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder };
        foreach (var argument in arguments)
        {
            info.ArgumentList.Add(argument);
        }

        using var process = Process.Start(info)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)}: {errors.Result}");
    }

    private void Commit()
    {
        Git("add", "-A");
        Git("commit", "-q", "-m", "Begin");
    }

    /// <summary>The command line program of the same build as this test.</summary>
    internal static string Product()
    {
        var here = new DirectoryInfo(AppContext.BaseDirectory);
        return Path.Combine(here.Parent!.Parent!.FullName, "Backsmith.Cli", here.Name, "backsmith.dll");
    }
}
