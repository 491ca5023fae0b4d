using Backsmith.Sandbox.DotNet.Testing;
using Shouldly;
using Xunit;

namespace Backsmith.Sandbox.Tests.DotNet.Testing;

public sealed class TargetRuntimeTests
{
    private readonly TargetRuntime _runtime = new([new Version(9, 0, 4), new Version(10, 0, 12), new Version(10, 0, 2)]);

    [Theory]
    [InlineData("net8.0", "9.0.4")]
    [InlineData("netcoreapp3.1", "9.0.4")]
    [InlineData("net8.0-linux", "9.0.4")]
    public void An_older_framework_runs_on_the_lowest_later_runtime_and_says_so(string framework, string runtime) =>
        _runtime.Note("a.csproj", framework).ShouldBe($"The tests of a.csproj are built for {framework}, whose runtime is not installed; they run on .NET {runtime}.");

    [Theory]
    [InlineData("net9.0")]
    [InlineData("net10.0")]
    [InlineData("net11.0")]
    [InlineData("net48")]
    [InlineData("")]
    public void There_is_nothing_to_say_of_others(string framework) => _runtime.Note("a.csproj", framework).ShouldBeNull();

    [Theory]
    [InlineData("net48", true)]
    [InlineData("net472", true)]
    [InlineData("net8.0", false)]
    [InlineData("netstandard2.0", false)]
    public void The_framework_of_Windows_is_told_apart(string framework, bool expected) => TargetRuntime.IsOfWindows(framework).ShouldBe(expected);
}
