using System;
using System.Linq;
using Backsmith.Analyzers.Programs;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Backsmith.Analyzers.Stores;

/// <summary>Recognises code that decides a race between two requests: locks, isolation levels, and violations that are caught.</summary>
internal static class RaceGuards
{
    private static readonly string[] Violations = ["DbUpdate", "Unique", "Duplicate", "SqlException", "PostgresException", "SqliteException", "DbException", "Concurrency", "Conflict"];

    /// <summary>True when the code under the node holds such a guard itself; the methods it calls are not looked at.</summary>
    public static bool In(SyntaxNode code, SemanticModel model) => code.DescendantNodesAndSelf().Any(n => IsGuard(n, model));

    private static bool IsGuard(SyntaxNode node, SemanticModel model) => node switch
    {
        LockStatementSyntax => true,
        CatchClauseSyntax c => Catches(c),
        MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Serializable" or "RepeatableRead" or "Snapshot", Expression: { } owner } => owner.ToString().EndsWith("IsolationLevel", StringComparison.Ordinal),
        ObjectCreationExpressionSyntax { Type: IdentifierNameSyntax { Identifier.ValueText: "TransactionScope" } } t => !t.ToString().Contains("ReadCommitted"),
        InvocationExpressionSyntax call => TakesLock(call, model),
        LiteralExpressionSyntax { RawKind: (int)SyntaxKind.StringLiteralExpression } s => s.Token.ValueText.Length > 10 && SqlText.Of(s.Token.ValueText) is { IsGuarded: true },
        InterpolatedStringExpressionSyntax s => SqlText.Of(s.ToString()) is { IsGuarded: true },
        _ => false,
    };

    private static bool Catches(CatchClauseSyntax clause)
    {
        var type = clause.Declaration?.Type.ToString() ?? "";
        var filter = clause.Filter?.FilterExpression.ToString() ?? "";
        return Violations.Any(v => type.Contains(v) || filter.Contains(v));
    }

    private static bool TakesLock(InvocationExpressionSyntax call, SemanticModel model)
    {
        var name = MethodBodies.NameOf(call);
        if (name is "Wait" or "WaitAsync" or "Enter" or "TryEnter" or "EnterWriteLock" or "EnterScope" or "Lock")
        {
            var type = MethodBodies.ReceiverOf(call) is { } receiver ? model.GetTypeInfo(receiver).Type?.Name : null;
            return type is "SemaphoreSlim" or "Semaphore" or "Mutex" or "Monitor" or "ReaderWriterLockSlim" or "Lock" or "AsyncLock" or "SpinLock";
        }

        return name is "LockAsync" or "AcquireAsync" or "TryAcquireAsync" or "CreateLockAsync" or "LockTakeAsync" or "TryGetLockAsync" or "RowLock"
            || name.Contains("AcquireLock") || name.Contains("AcquireDistributedLock") || name.Contains("TryLock");
    }
}
