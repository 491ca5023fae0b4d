using System;
using System.Collections.Generic;
using System.Linq;
using Backsmith.Analyzers.DataFlow;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Backsmith.Analyzers.ClientValues;

/// <summary>BS0033: a client's value in the command line of a program.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class CommandInjectionAnalyzer : ClientValueAnalyzer
{
    /// <summary>The rule's id.</summary>
    public const string Id = "BS0033";

    internal static readonly DiagnosticDescriptor Descriptor = new(
        Id,
        "Command line built from a client's value",
        "{0} and becomes part of what '{1}' runs, so whoever sends it adds options or runs programs on this server. Start a program that the code names, without a shell, and give each value as its own element of ArgumentList.",
        "injection",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: "A command line is one text that the program, or the shell before it, takes apart again. A value with a space, a quote or a semicolon in it becomes further options or further commands, which run with the rights of the server (CWE-78, OWASP A03:2021). Quotes around the value do not help: it may hold a quote.\n\nUse a library instead of a program where there is one. Else name the program in the code, set UseShellExecute to false, and add each value to ArgumentList, which quotes it by itself; choose what selects a program or an option from a closed list. Values given to a shell by -c or /c are commands, also by way of ArgumentList.",
        customTags: WellKnownDiagnosticTags.CompilationEnd);

    private static readonly string[] Shells = ["sh", "bash", "zsh", "dash", "ksh", "cmd", "powershell", "pwsh", "wscript", "cscript", "env"];

    private static readonly IReadOnlyList<Place> Table =
    [
        Place.Call("System.Diagnostics.Process", "fileName,arguments", "Start"),
        Place.Creation("System.Diagnostics.ProcessStartInfo", "fileName,arguments"),
        Place.Assignment("System.Diagnostics.ProcessStartInfo", "FileName", "Arguments"),
        Place.Call("System.Collections.ObjectModel.Collection", "item", "Add").Tagged("list"),
    ];

    private protected override DiagnosticDescriptor Rule => Descriptor;

    private protected override IReadOnlyList<Place> Places => Table;

    private protected override TracePolicy PolicyOf(SourceIndex index) => new CommandPolicy(index);

    private protected override bool IsDangerous(DangerousUse use, SourceIndex index) =>
        use.Place.Tag == "list" ? IsArgumentOfShell(use) : use.Value.Type is not { SpecialType: not SpecialType.System_String, TypeKind: not TypeKind.Error };

    private protected override object[] Words(Flow flow, DangerousUse use) => [SubjectOf(flow), use.Place.Tag == "list" ? "ProcessStartInfo.ArgumentList" : use.Member];

    /// <summary>Whether <c>ArgumentList.Add</c> is called in a method that names a shell.</summary>
    private static bool IsArgumentOfShell(DangerousUse use) =>
        use.Whole is IInvocationOperation { Instance: IPropertyReferenceOperation { Property.Name: "ArgumentList" } }
        && use.Whole.Syntax.FirstAncestorOrSelf<MemberDeclarationSyntax>()?.DescendantNodes().OfType<LiteralExpressionSyntax>().Any(IsShell) == true;

    private static bool IsShell(LiteralExpressionSyntax literal)
    {
        var program = literal.Token.ValueText;
        var name = program.Substring(program.LastIndexOfAny(['/', '\\']) + 1);
        return Shells.Contains(name.EndsWith(".exe", StringComparison.OrdinalIgnoreCase) ? name.Substring(0, name.Length - 4) : name, StringComparer.OrdinalIgnoreCase);
    }

    private sealed class CommandPolicy(SourceIndex index) : ClientValuePolicy(index, new ValueChecks(index, "IsMatch"))
    {
        internal override bool IsHarmless(IOperation value) =>
            value is IInvocationOperation { TargetMethod.Name: "ToBase64String" or "ToHexString" } || base.IsHarmless(value);
    }
}
