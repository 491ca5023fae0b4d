using System;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace Backsmith.Analyzers.DataFlow;

/// <summary>Whether a compilation holds tests: the rules say nothing there.</summary>
internal static class TestCode
{
    private static readonly string[] Frameworks = ["xunit.core", "xunit.v3.core", "nunit.framework", "Microsoft.VisualStudio.TestPlatform.TestFramework", "MSTest.TestFramework", "TUnit.Core"];

    internal static bool Is(Compilation compilation)
    {
        var name = compilation.AssemblyName ?? "";
        return compilation.ReferencedAssemblyNames.Any(r => Frameworks.Contains(r.Name, StringComparer.OrdinalIgnoreCase))
            || name.EndsWith("Tests", StringComparison.Ordinal) || name.EndsWith(".Test", StringComparison.Ordinal);
    }
}
