using Backsmith.Sandboxes;
using Shouldly;
using Xunit;

namespace Backsmith.Sandbox.Tests.DotNet;

/// <summary>Build logic that does not end is stopped, and that is said.</summary>
public sealed class TimeLimitTests : IDisposable
{
    private readonly DotNetRepository _repository = new(limits => limits with { RestoreTime = TimeSpan.FromSeconds(3), BuildTime = TimeSpan.FromSeconds(4) });

    public void Dispose() => _repository.Dispose();

    [Fact]
    public async Task A_restore_and_a_build_that_do_not_end_are_stopped_and_named()
    {
        _repository.Write("Library.csproj", "<Project><Target Name=\"Restore\"><Exec Command=\"sleep 86395\" /></Target><Target Name=\"Build\" DependsOnTargets=\"Restore\" /></Project>");
        await using var copy = await _repository.OpenAsync();

        (await copy.RestoreAsync("", NetworkAccess.None, default)).Problem.ShouldBe("dotnet restore did not end within 3 s and was stopped.");
        (await copy.BuildAsync("", default)).Problem.ShouldBe("The build did not end within 4 s and was stopped.");
    }
}
