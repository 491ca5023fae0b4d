using System;
using System.Collections.Generic;
using System.Linq;
using Backsmith.Analyzers.Programs;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Backsmith.Analyzers.AccessControl;

/// <summary>Reads where a value is compared with who is signed in, or where something else about that person is asked.</summary>
internal sealed class ComparisonReader(ValueLabels labels, SourceProgram program)
{
    private static readonly string[] RoleWords = ["Role", "Admin", "Permission", "Scope", "AccessLevel", "UserType", "AccountType", "Staff", "Superuser"];
    private static readonly string[] Searches = ["Contains", "Any", "Exists", "All", "Intersect", "ContainsKey", "TryGetValue", "SequenceEqual", "IsInRole", "HasClaim", "IsInRoleAsync", "HasPermission"];
    private static readonly string[] Harmless =
    [
        "IsAuthenticated", "HasValue", "Succeeded", "IsNullOrEmpty", "IsNullOrWhiteSpace", "EmailConfirmed", "TwoFactorEnabled", "IsActive", "IsDeleted", "IsSuccess", "IsFailure", "Equals",
        "IsError", "IsValid", "Any", "IsBlocked", "IsLocked", "IsLockedOut", "IsEnabled", "IsDisabled", "IsVerified", "IsSuspended", "IsConfirmed", "Success", "IsBanned", "PhoneNumberConfirmed",
    ];

    /// <summary>Adds what a node says.</summary>
    public void Read(SyntaxNode node, MethodFrame frame, List<AccessFact> facts)
    {
        switch (node)
        {
            case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.EqualsExpression or (int)SyntaxKind.NotEqualsExpression } comparison:
                Compare(comparison.Left, comparison.Right, comparison, frame, facts);
                break;
            case IsPatternExpressionSyntax { Pattern: ConstantPatternSyntax { Expression: { } constant } } pattern:
                Compare(pattern.Expression, constant, pattern, frame, facts);
                break;
            case InvocationExpressionSyntax call:
                ReadCall(call, frame, facts);
                break;
            case IfStatementSyntax branch:
                ReadCondition(branch.Condition, frame, facts);
                break;
            case ConditionalExpressionSyntax choice:
                ReadCondition(choice.Condition, frame, facts);
                break;
        }
    }

    private void Compare(ExpressionSyntax left, ExpressionSyntax right, SyntaxNode at, MethodFrame frame, List<AccessFact> facts)
    {
        var (l, r) = (labels.Of(left, frame), labels.Of(right, frame));
        if (!l.IsCaller && !r.IsCaller)
        {
            return;
        }

        if (IsEmpty(left) || IsEmpty(right))
        {
            return;
        }

        var other = l.IsCaller ? right : left;
        if ((l.IsCaller ? r : l).Label == ValueLabel.None && IsFixed(other, frame.Model))
        {
            // Which claim is meant stands on the other side: c.Type == ClaimTypes.Role
            if (RoleWords.Any(w => (left + " " + right).IndexOf(w, StringComparison.OrdinalIgnoreCase) >= 0))
            {
                facts.Add(new AccessFact(AccessKind.Guard, "", "", at, at));
            }

            return;
        }

        var found = PropertyPaths.Of(other, frame.Model).Concat(l.IsCaller && r.IsCaller ? PropertyPaths.Of(left, frame.Model) : []).ToList();
        facts.AddRange(found.Select(p => new AccessFact(AccessKind.CallerCompare, p.Entity, p.Property, at, at)));
        if (found.Count == 0)
        {
            facts.Add(new AccessFact(AccessKind.Guard, "", "", at, at));
        }
    }

    private static bool IsEmpty(ExpressionSyntax side) => MethodBodies.Bare(side) switch
    {
        LiteralExpressionSyntax { RawKind: (int)SyntaxKind.NullLiteralExpression or (int)SyntaxKind.DefaultLiteralExpression or (int)SyntaxKind.NumericLiteralExpression } => true,
        LiteralExpressionSyntax { Token.ValueText: "" } => true,
        DefaultExpressionSyntax => true,
        PrefixUnaryExpressionSyntax { Operand: LiteralExpressionSyntax } => true,
        MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Empty" or "None" or "Length" or "Count" } => true,
        _ => false,
    };

    private static bool IsFixed(ExpressionSyntax side, SemanticModel model) =>
        model.GetConstantValue(side).HasValue || model.GetSymbolInfo(side).Symbol is IFieldSymbol { IsStatic: true } or IPropertySymbol { IsStatic: true };

    private void ReadCall(InvocationExpressionSyntax call, MethodFrame frame, List<AccessFact> facts)
    {
        var name = MethodBodies.NameOf(call);
        var arguments = call.ArgumentList.Arguments.Select(a => a.Expression).ToList();
        var receiver = MethodBodies.ReceiverOf(call);
        if (name is "Equals" or "ReferenceEquals" or "FixedTimeEquals" or "Compare" or "CompareTo")
        {
            var sides = receiver is not null && frame.Model.GetSymbolInfo(receiver).Symbol is not ITypeSymbol ? arguments.Prepend(receiver).ToList() : arguments;
            if (sides.Count >= 2)
            {
                Compare(sides[0], sides[1], call, frame, facts);
            }
        }
        else if (IsQuestion(call, name, receiver, arguments, frame))
        {
            facts.Add(new AccessFact(AccessKind.Guard, "", "", call, call));
        }
    }

    private bool IsQuestion(InvocationExpressionSyntax call, string name, ExpressionSyntax? receiver, List<ExpressionSyntax> arguments, MethodFrame frame)
    {
        if (name is "AuthorizeAsync" or "Authorize" or "IsInRole" or "HasClaim" or "IsInRoleAsync")
        {
            return true;
        }

        var ofCaller = (receiver is not null && labels.Of(receiver, frame).IsCaller) || arguments.Any(a => a is not AnonymousFunctionExpressionSyntax && labels.Of(a, frame).IsCaller);
        return Searches.Contains(name) ? ofCaller && program.Targets(call, frame.Model).Count == 0
            : IsPermission(name) && !StartsAsWrite(name) && (ofCaller || program.Targets(call, frame.Model).Count == 0);
    }

    private static bool IsPermission(string name) =>
        new[] { "Authoriz", "Permission", "Ownership", "OwnedBy", "IsOwner", "EnsureOwner", "CheckOwner", "CanAccess", "HasAccess", "CheckAccess", "CanEdit", "CanDelete", "CanView", "CanManage", "CanRead", "CanUpdate", "CanModify", "BelongsTo", "IsMember", "IsAdmin", "IsMine", "EnsureAccess", "VerifyAccess", "ValidateAccess", "IsAllowed", "Forbid" }
            .Any(w => name.IndexOf(w, StringComparison.Ordinal) >= 0) && name is not ("Forbid" or "AddAuthorization" or "UseAuthorization" or "Unauthorized" or "RequireAuthorization");

    private static bool StartsAsWrite(string name) => name.StartsWith("Add", StringComparison.Ordinal) || name.StartsWith("Remove", StringComparison.Ordinal) || name.StartsWith("Set", StringComparison.Ordinal) || name.StartsWith("Unauthorized", StringComparison.Ordinal);

    // if (currentUser.IsAdmin), if (!CanEdit(order, user))
    private void ReadCondition(ExpressionSyntax condition, MethodFrame frame, List<AccessFact> facts)
    {
        switch (condition)
        {
            case ParenthesizedExpressionSyntax inner:
                ReadCondition(inner.Expression, frame, facts);
                break;
            case PrefixUnaryExpressionSyntax not:
                ReadCondition(not.Operand, frame, facts);
                break;
            case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalAndExpression or (int)SyntaxKind.LogicalOrExpression } both:
                ReadCondition(both.Left, frame, facts);
                ReadCondition(both.Right, frame, facts);
                break;
            default:
                ReadAnswer(MethodBodies.Bare(condition), frame, facts);
                break;
        }
    }

    private void ReadAnswer(ExpressionSyntax answer, MethodFrame frame, List<AccessFact> facts)
    {
        var name = answer is InvocationExpressionSyntax call ? MethodBodies.NameOf(call) : DataFlow.SourceIndex.NameOf(answer);
        if (answer is not (MemberAccessExpressionSyntax or InvocationExpressionSyntax or IdentifierNameSyntax) || name.StartsWith("Try", StringComparison.Ordinal) || Harmless.Contains(name)
            || !labels.Of(answer, frame).IsCaller || (answer is InvocationExpressionSyntax own && program.Targets(own, frame.Model).Count > 0))
        {
            return;
        }

        facts.Add(new AccessFact(AccessKind.Guard, "", "", answer, answer));
    }
}
