using Shouldly;
using Xunit;

namespace Backsmith.Sandbox.Tests.Snapshots;

/// <summary>Git configuration can name programs to run. Each test writes one that would leave a mark on the host or in the only folder that taking a snapshot can write to.</summary>
public sealed class HostileGitTests : IDisposable
{
    private readonly CapturedRepository _repository = new();
    private readonly string _program;
    private readonly string _mark;

    public HostileGitTests()
    {
        _mark = _repository.Beside("ran");
        _program = _repository.Beside("user/evil.sh");
        _repository.With("evil.sh", $"#!/bin/sh\ntouch '{_mark}' /backsmith/git/ran 2> /dev/null\ncat\n").With("a.cs", "class A;\n").With("b.dat", "data\n").Committed();
        File.SetUnixFileMode(_program, (UnixFileMode)0b111_101_101);
    }

    public void Dispose() => _repository.Dispose();

    [Theory]
    [InlineData("[core]\n\tfsmonitor = {program}\n")]
    [InlineData("[core]\n\thooksPath = {root}/hooks\n")]
    [InlineData("[filter \"evil\"]\n\tclean = {program}\n\tsmudge = {program}\n\tprocess = {program}\n\trequired = true\n")]
    [InlineData("[diff]\n\texternal = {program}\n")]
    [InlineData("[diff \"evil\"]\n\ttextconv = {program}\n\tcommand = {program}\n")]
    [InlineData("[core]\n\tsshCommand = {program}\n\tpager = {program}\n\teditor = {program}\n\taskPass = {program}\n\tgitProxy = {program}\n\talternateRefsCommand = {program}\n")]
    [InlineData("[include]\n\tpath = {root}/included\n")]
    [InlineData("[includeIf \"gitdir:**\"]\n\tpath = {root}/included\n")]
    [InlineData("[gpg]\n\tprogram = {program}\n[log]\n\tshowSignature = true\n")]
    [InlineData("[alias]\n\tls-files = !{program}\n\trev-parse = !{program}\n")]
    [InlineData("[credential]\n\thelper = {program}\n[uploadpack]\n\tpackObjectsHook = {program}\n")]
    [InlineData("[core]\n\tworktree = /\n")]
    [InlineData("[core]\n\tbare = true\n")]
    public async Task Configuration_that_names_a_program_does_not_run_it(string configuration)
    {
        Configure(configuration);

        await _repository.CaptureFaithfullyAsync();
        (await _repository.CaptureAsync("HEAD")).Snapshot.ShouldNotBeNull();

        NothingRan();
    }

    [Theory]
    [InlineData("[remote \"origin\"]\n\turl = \"ext::{program}\"\n\tpromisor = true\n[protocol \"ext\"]\n\tallow = always\n")]
    [InlineData("[remote \"origin\"]\n\turl = /nowhere\n\tuploadpack = {program}\n\tpromisor = true\n[protocol]\n\tallow = always\n")]
    [InlineData("[remote \"origin\"]\n\turl = ssh://example.org/x\n\tpromisor = true\n[core]\n\tsshCommand = {program}\n")]
    public async Task An_object_that_is_missing_is_not_fetched(string configuration)
    {
        Configure(configuration + "[extensions]\n\tpartialClone = origin\n[core]\n\trepositoryformatversion = 1\n");
        await File.WriteAllTextAsync(Path.Combine(_repository.Root, ".git/refs/heads/main"), "0123456789abcdef0123456789abcdef01234567\n");

        await _repository.CaptureFaithfullyAsync();
        (await _repository.CaptureAsync("main")).Refusal.ShouldNotBeNull();

        NothingRan();
    }

    [Fact]
    public async Task The_same_configuration_runs_the_program_outside()
    {
        Configure("[core]\n\tfsmonitor = {program}\n");

        _repository.Git("status");

        File.Exists(_mark).ShouldBeTrue();
        await Task.CompletedTask;
    }

    [Fact]
    public async Task Hooks_of_the_repository_do_not_run()
    {
        foreach (var hook in new[] { "post-index-change", "post-checkout", "pre-commit", "fsmonitor-watchman", "reference-transaction" })
        {
            File.Copy(_program, Path.Combine(_repository.Root, ".git/hooks", hook), overwrite: true);
        }

        await _repository.CaptureFaithfullyAsync();

        NothingRan();
    }

    [Fact]
    public async Task Objects_borrowed_from_elsewhere_are_not_needed()
    {
        await File.WriteAllTextAsync(Path.Combine(_repository.Root, ".git/objects/info/alternates"), "/etc\n../../../nowhere\n");

        await _repository.CaptureFaithfullyAsync();
    }

    private void Configure(string configuration)
    {
        var text = configuration.Replace("{program}", _program, StringComparison.Ordinal).Replace("{root}", _repository.Root, StringComparison.Ordinal);
        _repository.With("included", $"[core]\n\tfsmonitor = {_program}\n\thooksPath = {_repository.Root}/hooks\n").With("hooks/post-index-change", File.ReadAllText(_program));
        File.SetUnixFileMode(Path.Combine(_repository.Root, "hooks/post-index-change"), (UnixFileMode)0b111_101_101);
        _repository.With(".gitattributes", "*.dat filter=evil diff=evil\n");
        File.AppendAllText(Path.Combine(_repository.Root, ".git/config"), text);
    }

    private void NothingRan()
    {
        File.Exists(_mark).ShouldBeFalse();
        File.Exists(Path.Combine(_repository.OwnGit(), "ran")).ShouldBeFalse();
    }
}
