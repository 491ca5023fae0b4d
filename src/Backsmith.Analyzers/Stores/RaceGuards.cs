using System;
using System.Linq;
using Backsmith.Analyzers.Programs;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Backsmith.Analyzers.Stores;

/// <summary>What decides a race between two requests.</summary>
[Flags]
internal enum RaceGuard
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>The violation of a unique index is caught.</summary>
    Violation = 1,

    /// <summary>The failure of a concurrency token is caught.</summary>
    Conflict = 2,

    /// <summary>A transaction runs at an isolation level at which the second one waits or fails.</summary>
    Isolation = 4,

    /// <summary>A lock of the process, of the database or of a third party is held.</summary>
    Lock = 8,

    /// <summary>The statement itself decides: upsert, conditional insert or update, row lock.</summary>
    Statement = 16,
}

/// <summary>Recognises code that decides a race between two requests: locks, isolation levels, and violations that are caught.</summary>
internal static class RaceGuards
{
    private static readonly string[] Violations = ["Unique", "Duplicate", "SqlException", "PostgresException", "SqliteException", "NpgsqlException", "DbException", "AlreadyExists"];
    private static readonly string[] LockTypes = ["SemaphoreSlim", "Semaphore", "Mutex", "Monitor", "ReaderWriterLockSlim", "Lock", "AsyncLock", "SpinLock", "AsyncKeyedLocker"];

    /// <summary>The guards that the code under the node holds itself; the methods it calls are not looked at.</summary>
    public static RaceGuard In(SyntaxNode code, SemanticModel model) => code.DescendantNodesAndSelf().Aggregate(RaceGuard.None, (sum, node) => sum | GuardOf(node, model));

    /// <summary>The guards around a node within its body: the try it stands in, and every lock or transaction of the body.</summary>
    public static RaceGuard Around(SyntaxNode node, SyntaxNode body, SemanticModel model)
    {
        var caught = node.Ancestors().TakeWhile(a => a != body.Parent).OfType<TryStatementSyntax>().Where(t => t.Block.Span.Contains(node.Span))
            .SelectMany(t => t.Catches).Aggregate(RaceGuard.None, (sum, clause) => sum | Caught(clause));
        return caught | In(body, model) & ~(RaceGuard.Violation | RaceGuard.Conflict);
    }

    /// <summary>What a catch clause decides by the exception it takes, its filter, or the tests in its block.</summary>
    public static RaceGuard Caught(CatchClauseSyntax clause)
    {
        var type = clause.Declaration?.Type.ToString() ?? "";
        var tests = clause.Filter?.FilterExpression.ToString() ?? "";
        if (type is "" or "Exception" or "System.Exception")
        {
            tests += string.Join(" ", clause.Block.DescendantNodes().OfType<IfStatementSyntax>().Select(i => i.Condition.ToString()));
        }

        return OfException(type) | OfException(tests);
    }

    /// <summary>What catching exceptions of these names decides.</summary>
    public static RaceGuard OfException(string text)
    {
        var guard = text.Contains("Concurrency") || text.Contains("Conflict") ? RaceGuard.Conflict : RaceGuard.None;
        return text.Contains("DbUpdateException") || Violations.Any(text.Contains) ? guard | RaceGuard.Violation : guard;
    }

    private static RaceGuard GuardOf(SyntaxNode node, SemanticModel model) => node switch
    {
        LockStatementSyntax => RaceGuard.Lock,
        CatchClauseSyntax c => Caught(c),
        MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Serializable" or "RepeatableRead" or "Snapshot", Expression: { } owner } when owner.ToString().EndsWith("IsolationLevel", StringComparison.Ordinal) => RaceGuard.Isolation,
        BaseObjectCreationExpressionSyntax creation when IsSerializableScope(creation, model) => RaceGuard.Isolation,
        InvocationExpressionSyntax call when BeginsSqlite(call, model) => RaceGuard.Isolation,
        InvocationExpressionSyntax call => TakesLock(call, model) ? RaceGuard.Lock : RaceGuard.None,
        LiteralExpressionSyntax { RawKind: (int)SyntaxKind.StringLiteralExpression } s when s.Token.ValueText.Length > 10 => OfText(s.Token.ValueText),
        InterpolatedStringExpressionSyntax s => OfText(s.Contents.ToString()),
        _ => RaceGuard.None,
    };

    private static RaceGuard OfText(string text) => SqlText.Of(text) is { IsGuarded: true } ? RaceGuard.Statement : RaceGuard.None;

    // TransactionScope is serializable unless it is told otherwise (documentation of TransactionOptions.IsolationLevel).
    private static bool IsSerializableScope(BaseObjectCreationExpressionSyntax creation, SemanticModel model) =>
        (creation is ObjectCreationExpressionSyntax { Type: SimpleNameSyntax { Identifier.ValueText: "TransactionScope" } } || model.GetTypeInfo(creation).Type?.Name == "TransactionScope")
        && !(MethodBodies.EnclosingBody(creation) ?? creation).DescendantNodes().OfType<MemberAccessExpressionSyntax>()
            .Any(m => m.Name.Identifier.ValueText is "ReadCommitted" or "ReadUncommitted" or "Suppress");

    // A transaction of Microsoft.Data.Sqlite begins with BEGIN IMMEDIATE: there is one writer at a time, from its first statement on.
    private static bool BeginsSqlite(InvocationExpressionSyntax call, SemanticModel model) =>
        MethodBodies.NameOf(call) is "BeginTransaction" or "BeginTransactionAsync" && MethodBodies.ReceiverOf(call) is { } receiver
        && model.GetTypeInfo(receiver).Type?.Name is "SqliteConnection" or "SQLiteConnection" && !call.ArgumentList.ToString().Contains("deferred");

    private static bool TakesLock(InvocationExpressionSyntax call, SemanticModel model)
    {
        var name = MethodBodies.NameOf(call);
        if (name is "Wait" or "WaitAsync" or "WaitOne" or "Enter" or "TryEnter" or "EnterWriteLock" or "EnterScope" or "Lock" or "LockAsync")
        {
            var type = MethodBodies.ReceiverOf(call) is { } receiver ? model.GetTypeInfo(receiver).Type?.Name : null;
            return name == "LockAsync" || (type is not null && LockTypes.Contains(type));
        }

        return name is "AcquireAsync" or "TryAcquireAsync" or "CreateLockAsync" or "LockTakeAsync" or "LockTake" or "TryGetLockAsync" or "RowLock" or "ForUpdate"
            || name.Contains("AcquireLock") || name.Contains("AcquireDistributedLock") || name.Contains("TryLock") || name.Contains("AdvisoryLock") || name.Contains("AppLock");
    }
}
