using System;
using System.Collections.Generic;
using System.Linq;
using Backsmith.Analyzers.Programs;
using Backsmith.Analyzers.Stores;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Backsmith.Analyzers.AccessControl;

/// <summary>Reads where records are made, changed and removed, and who decides the values they take.</summary>
internal sealed class WriteReader(ValueLabels labels, SourceProgram program)
{
    /// <summary>Adds what a node changes.</summary>
    public void Read(SyntaxNode node, MethodFrame frame, List<AccessFact> facts)
    {
        switch (node)
        {
            case AssignmentExpressionSyntax assignment:
                ReadAssignment(assignment, frame, facts);
                break;
            case BaseObjectCreationExpressionSyntax creation:
                ReadCreation(creation, frame, facts);
                break;
            case InvocationExpressionSyntax call:
                ReadCall(call, frame, facts);
                break;
        }
    }

    private void ReadCreation(BaseObjectCreationExpressionSyntax creation, MethodFrame frame, List<AccessFact> facts)
    {
        var type = frame.Model.GetTypeInfo(creation).Type;
        if (type is null || !type.Locations.Any(l => l.IsInSource))
        {
            return;
        }

        var entity = RecordNames.Of(type);
        foreach (var argument in creation.ArgumentList?.Arguments ?? default)
        {
            // The constructor of a record or a primary one, whose body cannot be followed.
            if (PropertyOf(argument, creation, type, frame.Model) is { } property)
            {
                AddFill(entity, property, LabelOf(argument.Expression, frame), argument, facts);
            }
        }

        foreach (var part in (creation.Initializer?.Expressions ?? default).OfType<AssignmentExpressionSyntax>().Where(p => p.Left is IdentifierNameSyntax))
        {
            AddFill(entity, ((IdentifierNameSyntax)part.Left).Identifier.ValueText, LabelOf(part.Right, frame), part, facts);
        }
    }

    private static string? PropertyOf(ArgumentSyntax argument, BaseObjectCreationExpressionSyntax creation, ITypeSymbol type, SemanticModel model)
    {
        var constructor = model.GetSymbolInfo(creation).Symbol as IMethodSymbol;
        var name = argument.NameColon?.Name.Identifier.ValueText ?? constructor?.Parameters.ElementAtOrDefault(creation.ArgumentList!.Arguments.IndexOf(argument))?.Name;
        return name is null || constructor is null || MethodBodies.BodyOf(constructor) is not null
            ? null
            : type.GetMembers().OfType<IPropertySymbol>().FirstOrDefault(p => string.Equals(p.Name, name, StringComparison.OrdinalIgnoreCase))?.Name;
    }

    // A sentence that names somebody is not whose the record is.
    private ValueLabel LabelOf(ExpressionSyntax value, MethodFrame frame) =>
        MethodBodies.Bare(value) is InterpolatedStringExpressionSyntax or BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression } ? ValueLabel.None : labels.Of(value, frame).Label;

    private static void AddFill(string entity, string property, ValueLabel label, SyntaxNode at, List<AccessFact> facts)
    {
        if ((label & ValueLabel.Caller) != 0)
        {
            facts.Add(new AccessFact(AccessKind.CallerFill, entity, property, at, at));
        }
        else if (label == ValueLabel.Client)
        {
            facts.Add(new AccessFact(AccessKind.ClientFill, entity, property, at, at));
        }
    }

    private void ReadAssignment(AssignmentExpressionSyntax assignment, MethodFrame frame, List<AccessFact> facts)
    {
        var (entity, property, isNew) = TargetOf(assignment.Left, frame);
        if (property is null || assignment.Parent is InitializerExpressionSyntax)
        {
            ReadState(assignment, frame, facts);
            return;
        }

        var label = labels.Of(assignment.Right, frame).Label;
        if (isNew)
        {
            AddFill(entity, property, LabelOf(assignment.Right, frame), assignment, facts);
        }
        else
        {
            var kind = (label & ValueLabel.Caller) != 0 && !RecordNames.IsAudit(property) ? AccessKind.Claim : label == ValueLabel.Client ? AccessKind.Change
                : assignment.IsKind(SyntaxKind.SimpleAssignmentExpression) && frame.Model.GetConstantValue(assignment.Right) is { HasValue: true, Value: not null } ? AccessKind.State
                : AccessKind.Touch;
            facts.Add(new AccessFact(kind, entity, property, assignment, assignment));
        }
    }

    // context.Entry(order).State = EntityState.Modified
    private void ReadState(AssignmentExpressionSyntax assignment, MethodFrame frame, List<AccessFact> facts)
    {
        if (assignment.Left is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "State", Expression: InvocationExpressionSyntax entry } && MethodBodies.NameOf(entry) is "Entry" or "Attach"
            && entry.ArgumentList.Arguments.FirstOrDefault()?.Expression is { } record)
        {
            var isDelete = assignment.Right.ToString().EndsWith("Deleted", StringComparison.Ordinal);
            AddTracked(record, isDelete ? AccessKind.Delete : AccessKind.Change, assignment, frame, facts);
        }
    }

    // A record that is changed as a whole without being read first is taken by the key it came with.
    private void AddTracked(ExpressionSyntax record, AccessKind kind, SyntaxNode at, MethodFrame frame, List<AccessFact> facts)
    {
        var entity = RecordNames.Of(frame.Model.GetTypeInfo(record).Type);
        var value = labels.Of(record, frame);
        if ((value.Label & ValueLabel.Client) != 0)
        {
            facts.Add(new AccessFact(AccessKind.Load, entity, "", at, at));
            facts.AddRange((value.Members ?? new Dictionary<string, ValueLabel>()).Where(m => (m.Value & ValueLabel.Caller) != 0).Select(m => new AccessFact(AccessKind.CallerFill, entity, m.Key, at, at)));
        }

        facts.Add(new AccessFact(kind == AccessKind.Change && value.Label == ValueLabel.None ? AccessKind.Touch : kind, entity, "", at, at));
    }

    private (string Entity, string? Property, bool IsNew) TargetOf(ExpressionSyntax left, MethodFrame frame)
    {
        if (left is MemberAccessExpressionSyntax member && frame.Model.GetSymbolInfo(member).Symbol is IPropertySymbol or IFieldSymbol && frame.Model.GetTypeInfo(member.Expression).Type is { } type)
        {
            var isThis = member.Expression is ThisExpressionSyntax;
            return type.Locations.Any(l => l.IsInSource) || type.TypeKind == TypeKind.TypeParameter
                ? (RecordNames.Of(type), member.Name.Identifier.ValueText, isThis ? IsMaker(frame) : IsNew(member.Expression, frame.Model))
                : ("", null, false);
        }

        return left is IdentifierNameSyntax && frame.Model.GetSymbolInfo(left).Symbol is IPropertySymbol { IsStatic: false } own
            ? (RecordNames.Of(own.ContainingType), own.Name, IsMaker(frame))
            : ("", null, false);
    }

    private static bool IsMaker(MethodFrame frame) => frame.Body.Parent is ConstructorDeclarationSyntax or ArrowExpressionClauseSyntax { Parent: ConstructorDeclarationSyntax };

    private static bool IsNew(ExpressionSyntax target, SemanticModel model) =>
        model.GetSymbolInfo(target).Symbol is ILocalSymbol local
        && LocalValues.Of(local, model).Where(v => !v.IsElement).Select(v => MethodBodies.Bare(v.Value)).Where(v => v is not LiteralExpressionSyntax).ToList() is { Count: > 0 } values
        && values.All(v => v is BaseObjectCreationExpressionSyntax || (v is InvocationExpressionSyntax call && IsMapping(call) && call.ArgumentList.Arguments.Count <= 1));

    private static bool IsMapping(InvocationExpressionSyntax call)
    {
        var name = MethodBodies.NameOf(call);
        return name is "Map" or "Adapt" or "Build" || name.StartsWith("To", StringComparison.Ordinal) || name.StartsWith("Create", StringComparison.Ordinal) || name.StartsWith("MapTo", StringComparison.Ordinal) || name.StartsWith("From", StringComparison.Ordinal);
    }

    private void ReadCall(InvocationExpressionSyntax call, MethodFrame frame, List<AccessFact> facts)
    {
        if (StoreWrite.Read(program, call, frame.Model) is { Sql: null } write)
        {
            ReadWrite(write, call, frame, facts);
        }
        else if (MethodBodies.NameOf(call) is "Map" or "Adapt" or "SetValues" or "Patch" or "ApplyTo" or "CopyTo" or "UpdateFrom" && program.Targets(call, frame.Model).Count == 0)
        {
            ReadMapping(call, frame, facts);
        }
    }

    private void ReadWrite(StoreWrite write, InvocationExpressionSyntax call, MethodFrame frame, List<AccessFact> facts)
    {
        var record = call.ArgumentList.Arguments.FirstOrDefault()?.Expression;
        facts.Add(new AccessFact(AccessKind.Write, "", "", call, call));
        if (write.Kind is WriteKind.Delete or WriteKind.Update && record is not null)
        {
            var isContract = frame.Model.GetTypeInfo(record).Type is { } type && (type.IsValueType || type.SpecialType != SpecialType.None);
            if (isContract)
            {
                AddByKey(write, record, call, frame, facts);
            }
            else
            {
                AddTracked(record, write.Kind == WriteKind.Delete ? AccessKind.Delete : AccessKind.Change, call, frame, facts);
            }
        }
    }

    // repository.Delete(id)
    private void AddByKey(StoreWrite write, ExpressionSyntax key, InvocationExpressionSyntax call, MethodFrame frame, List<AccessFact> facts)
    {
        var entity = RecordNames.Of(RepositoryCalls.EntityOf(call, frame.Model));
        if (labels.Of(key, frame).IsClient)
        {
            facts.Add(new AccessFact(AccessKind.Load, entity, "", call, call, false));
        }

        facts.Add(new AccessFact(write.Kind == WriteKind.Delete ? AccessKind.Delete : AccessKind.Touch, entity, "", call, call, false));
    }

    // mapper.Map(request, order), Entry(order).CurrentValues.SetValues(request)
    private void ReadMapping(InvocationExpressionSyntax call, MethodFrame frame, List<AccessFact> facts)
    {
        var given = call.ArgumentList.Arguments.Select(a => a.Expression).ToList();
        var receiver = MethodBodies.ReceiverOf(call);
        var target = MethodBodies.NameOf(call) == "SetValues"
            ? receiver?.DescendantNodesAndSelf().OfType<InvocationExpressionSyntax>().FirstOrDefault(c => MethodBodies.NameOf(c) == "Entry")?.ArgumentList.Arguments.FirstOrDefault()?.Expression
            : given.LastOrDefault();
        var source = MethodBodies.NameOf(call) is "Map" or "SetValues" ? given.FirstOrDefault() : receiver;
        if (target is not null && source is not null && target != source && (labels.Of(source, frame).Label & ValueLabel.Client) != 0)
        {
            facts.Add(new AccessFact(AccessKind.Change, RecordNames.Of(frame.Model.GetTypeInfo(target).Type), "", call, call));
        }
    }
}
