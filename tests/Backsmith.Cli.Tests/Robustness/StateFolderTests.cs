using System.Diagnostics;
using Backsmith.Cli.Tests.EndToEnd;
using Shouldly;
using Xunit;

namespace Backsmith.Cli.Tests.Robustness;

/// <summary>A state folder that cannot be used: the message names it and the way out, and the exit code says that it is the machine.</summary>
public sealed class StateFolderTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("backsmith-state-");

    private string State => Path.Combine(_folder.FullName, "state");

    public void Dispose()
    {
        if (Directory.Exists(State))
        {
            File.SetUnixFileMode(State, (UnixFileMode)0b111_000_000);
        }

        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_disk_that_is_read_only() => await RefusedAsync("cannot be written", OnDisk("size=8m,ro", "status"));

    [Theory]
    [InlineData("8k")]
    [InlineData("16k")]
    [InlineData("64k")]
    public async Task A_disk_that_is_full(string size) => await RefusedAsync("No space is left", OnDisk($"size={size}", "status"));

    [Fact]
    public async Task A_disk_too_small_to_work_on() => await RefusedAsync("Free at least 1 GiB", OnDisk("size=100m", "review", "/usr"));

    [Theory]
    [InlineData(0b101_000_000)]
    [InlineData(0b000_000_000)]
    public async Task A_folder_of_somebody_else(int mode)
    {
        Directory.CreateDirectory(State);
        File.SetUnixFileMode(State, (UnixFileMode)mode);

        // Without capabilities modes hold for root, too.
        await RefusedAsync("Check its owner and mode", Environment.IsPrivilegedProcess ? ["setpriv", "--bounding-set=-all", "--inh-caps=-all", .. Product("status")] : Product("status"));
    }

    [Fact]
    public async Task A_file_where_the_folder_should_be()
    {
        await File.WriteAllTextAsync(State, "x");

        await RefusedAsync("cannot be used", Product("status"));
    }

    [Fact]
    public async Task A_database_that_is_none()
    {
        Directory.CreateDirectory(State);
        await File.WriteAllBytesAsync(Path.Combine(State, "backsmith.db"), new byte[9000]);

        await RefusedAsync("is damaged or not a database", Product("tasks", "resume"));
    }

    [Fact]
    public async Task Doctor_looks_at_the_machine_though_the_database_is_none()
    {
        Directory.CreateDirectory(State);
        await File.WriteAllBytesAsync(Path.Combine(State, "backsmith.db"), new byte[9000]);

        var (exit, output, errors) = await RunAsync(Product("doctor"));

        output.ShouldContain("bwrap");
        output.ShouldContain($"MISSING state folder                   {State}/backsmith.db is damaged");
        errors.ShouldBeEmpty();
        exit.ShouldBe(3);
    }

    [Fact]
    public async Task A_folder_inside_the_repository_is_not_even_made()
    {
        Directory.CreateDirectory(Path.Combine(_folder.FullName, ".git"));
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, ".git", "HEAD"), "ref: refs/heads/main\n");

        await RefusedAsync("lies in the repository", Product("review", "."));

        Directory.Exists(State).ShouldBeFalse();
    }

    private static string[] Product(params string[] arguments) => ["dotnet", ClinicRepository.Product(), .. arguments];

    /// <summary>The product in a mount namespace where the state folder is a file system of its own.</summary>
    private string[] OnDisk(string options, params string[] arguments)
    {
        Directory.CreateDirectory(State);
        return ["unshare", "--user", "--map-root-user", "--mount", "sh", "-c", $"mount -t tmpfs -o {options} tmpfs \"$0\" && exec \"$@\"", State, .. Product(arguments)];
    }

    private async Task RefusedAsync(string words, params string[] command)
    {
        var (exit, output, errors) = await RunAsync(command);

        errors.ShouldContain(words);
        errors.ShouldContain(State);
        errors.ShouldNotContain("   at ");
        errors.ShouldNotContain("should not have happened");
        output.ShouldBeEmpty();
        exit.ShouldBe(3, errors);
    }

    private async Task<(int Exit, string Output, string Errors)> RunAsync(params string[] command)
    {
        var info = new ProcessStartInfo(command[0], command[1..]) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = _folder.FullName };
        info.Environment["BACKSMITH_HOME"] = State;
        using var process = Process.Start(info)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, errors);
    }
}
