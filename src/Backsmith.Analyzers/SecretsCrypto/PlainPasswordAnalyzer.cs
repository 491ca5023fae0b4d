using System.Collections.Immutable;
using System.Linq;
using Backsmith.Analyzers.DataFlow;
using Backsmith.Analyzers.Programs;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Backsmith.Analyzers.SecretsCrypto;

/// <summary>BS0023: a password is kept as it was typed.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class PlainPasswordAnalyzer : WholeProgramAnalyzer
{
    /// <summary>The rule's id.</summary>
    public const string Id = "BS0023";

    internal static readonly DiagnosticDescriptor Descriptor = new(
        Id,
        "Password kept in plain text",
        "{0}. {1}.",
        "secrets-crypto",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: "A table of passwords in plain text gives every account away to whoever reads the database, a backup or a log of queries, and with it the accounts elsewhere that have the same password (CWE-256, CWE-522). "
            + "A comparison with what was typed shows that the stored value is the password itself.\n\n"
            + "Store what PasswordHasher<TUser>, Argon2id, bcrypt or PBKDF2 makes of it, and verify with the same. Move stored passwords over by hashing them all once. Not reported: accounts whose passwords some code of the program hashes before they are stored, "
            + "passwords with which the application itself signs in elsewhere, and the repetition of a password in a form.",
        customTags: WellKnownDiagnosticTags.CompilationEnd);

    private protected override DiagnosticDescriptor Rule => Descriptor;

    private protected override void Analyze(CompilationAnalysisContext context)
    {
        var program = SourceProgram.Of(context.Compilation);
        var kept = new KeptPasswords(program);
        foreach (var node in context.Compilation.SyntaxTrees.SelectMany(t => t.GetRoot(context.CancellationToken).DescendantNodes()))
        {
            context.CancellationToken.ThrowIfCancellationRequested();
            switch (node)
            {
                case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.EqualsExpression or (int)SyntaxKind.NotEqualsExpression } compared:
                    Report(context, compared, kept.Compared(compared.Left, compared.Right) ?? kept.Compared(compared.Right, compared.Left), isComparison: true);
                    break;
                case InvocationExpressionSyntax { ArgumentList.Arguments: { Count: > 0 } given } call when MethodBodies.NameOf(call) == "Equals" && MethodBodies.ReceiverOf(call) is { } receiver:
                    Report(context, call, kept.Compared(receiver, given[0].Expression) ?? kept.Compared(given[0].Expression, receiver), isComparison: true);
                    break;
                case AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.SimpleAssignmentExpression } assignment:
                    Report(context, assignment, kept.Stored(assignment), isComparison: false);
                    break;
            }
        }

        foreach (var bound in kept.BoundWhole().Where(b => program.Owns(b.At.SyntaxTree)))
            Report(context, bound.At, bound.Member, isComparison: false);
    }

    private static void Report(CompilationAnalysisContext context, SyntaxNode at, IPropertySymbol? member, bool isComparison)
    {
        if (member is null)
            return;
        var name = $"'{member.ContainingType.Name}.{member.Name}'";
        context.ReportDiagnostic(Diagnostic.Create(
            Descriptor, at.GetLocation(), ImmutableDictionary<string, string?>.Empty.Add("confidence", "high"),
            isComparison ? $"{name} is compared with the password as it was typed, so the store holds passwords in plain text for whoever reads it" : $"{name} takes the password as it was typed, so whoever reads the store or a backup has everybody's password",
            isComparison ? "Store a hash made by PasswordHasher<TUser> and ask VerifyHashedPassword" : "Store what PasswordHasher<TUser>.HashPassword gives"));
    }
}
