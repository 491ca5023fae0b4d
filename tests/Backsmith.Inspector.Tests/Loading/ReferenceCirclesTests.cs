using Shouldly;
using Xunit;

namespace Backsmith.Inspector.Tests.Loading;

public sealed class ReferenceCirclesTests : IDisposable
{
    private readonly CodeFolder _code = new();

    public void Dispose() => _code.Dispose();

    [Fact]
    public async Task Projects_that_refer_to_each_other_are_compiled_and_the_circle_is_named()
    {
        var loaded = _code
            .File("A/A.cs", "public class A { }\n").Project("A", references: ["C"])
            .File("B/B.cs", "public class B : A { }\n").Project("B", references: ["A"])
            .File("C/C.cs", "public class C : B { }\n").Project("C", references: ["B"])
            .Load();

        foreach (var project in loaded.Solution.Projects)
        {
            (await project.GetCompilationAsync()).ShouldNotBeNull();
        }

        loaded.Limitations.ShouldContain(text => text.Contains("in a circle", StringComparison.Ordinal) && text.Contains("A/A.csproj -> C/C.csproj -> B/B.csproj -> A/A.csproj", StringComparison.Ordinal));
    }
}
