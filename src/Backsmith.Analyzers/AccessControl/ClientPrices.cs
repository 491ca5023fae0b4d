using System.Collections.Generic;
using System.Linq;
using Backsmith.Analyzers.DataFlow;
using Backsmith.Analyzers.Programs;
using Backsmith.Analyzers.SecretsCrypto;
using Backsmith.Analyzers.Stores;
using Backsmith.Analyzers.Web;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Backsmith.Analyzers.AccessControl;

/// <summary>A price that a caller chooses.</summary>
internal sealed class ClientPrice(SyntaxNode at, string endpoint, string record, string member, string priced, string price)
{
    /// <summary>Where it is set.</summary>
    public SyntaxNode At { get; } = at;

    /// <summary>Where it is sent to.</summary>
    public string Endpoint { get; } = endpoint;

    /// <summary>The record that keeps it.</summary>
    public string Record { get; } = record;

    /// <summary>The member of the record.</summary>
    public string Member { get; } = member;

    /// <summary>The stored record that has the price.</summary>
    public string Priced { get; } = priced;

    /// <summary>Its price.</summary>
    public string Price { get; } = price;
}

/// <summary>Finds the prices of orders, bookings and payments that the callers of a program choose although they are stored.</summary>
internal static class ClientPrices
{
    private static readonly HashSet<string> Prices = ["price", "total", "subtotal", "amount", "discount", "cost", "fee"];
    private static readonly HashSet<string> Sales = ["order", "cart", "basket", "booking", "reservation", "sale", "purchase", "checkout", "payment", "charge", "ticket", "rental", "line", "enrollment"];
    private static readonly HashSet<string> Others = ["supplier", "budget", "expense", "bid", "offer", "quote", "donation", "history", "tax", "shipping", "refund", "report", "stats", "template", "setting"];

    /// <summary>All of them.</summary>
    public static IEnumerable<ClientPrice> Of(SourceProgram program)
    {
        var stored = StoredTypes.Of(program);
        var priced = stored.All.SelectMany(t => PrivilegeNames.Members(t).Where(p => IsPrice(p) && NameWords.Of(p.Name).Any(w => w is "price" or "cost" or "fee" or "total")).Take(1)).ToList();
        if (priced.Count == 0)
        {
            return [];
        }

        var sales = program.Types.All.Where(t => t.TypeKind == TypeKind.Class && IsSale(t)).ToLookup(t => RecordNames.Of(t));
        return WalkedEndpoints.Of(program).Where(e => e.Endpoint.Access != EndpointAccess.Restricted && !e.Facts.Any(f => f.Kind == AccessKind.Guard) && e.Facts.Any(f => f.Kind == AccessKind.Write))
            .SelectMany(e => e.Facts.Where(f => f.Kind is AccessKind.ClientFill or AccessKind.Change).Select(f => Judge(program, e, f, sales, stored, priced))).OfType<ClientPrice>().ToList();
    }

    private static ClientPrice? Judge(SourceProgram program, WalkedEndpoint e, AccessFact fact, ILookup<string, INamedTypeSymbol> sales, StoredTypes stored, IReadOnlyList<IPropertySymbol> priced)
    {
        var type = sales[fact.Entity].OrderBy(t => stored.Contains(t) ? 0 : 1).FirstOrDefault(t => PrivilegeNames.Members(t).Any(p => p.Name == fact.Property && IsPrice(p)) && (stored.Contains(t) || IsPart(t, stored)));
        if (type is null || LinkOf(type, priced) is not { } price || !IsSent(program, Given(fact), stored, 0) || IsCompared(program, e.Endpoint, fact))
        {
            return null;
        }

        var at = program.Owns(fact.Origin.SyntaxTree) ? fact.Origin : fact.At;
        return new ClientPrice(at, e.Endpoint.Name, type.Name, fact.Property, price.ContainingType.Name, price.Name);
    }

    private static bool IsSale(INamedTypeSymbol type) => NameWords.Of(type.Name) is var words && words.Any(Sales.Contains) && !words.Any(Others.Contains);

    private static bool IsPrice(IPropertySymbol property)
    {
        var words = NameWords.Of(property.Name);
        while (words.Count > 1 && words[words.Count - 1] is "cents" or "value" or "net" or "gross" or "usd" or "eur" or "amount" or "minor")
        {
            words.RemoveAt(words.Count - 1);
        }

        var type = property.Type is INamedTypeSymbol { Name: "Nullable", TypeArguments.Length: 1 } nullable ? nullable.TypeArguments[0] : property.Type;
        return words.Count > 0 && Prices.Contains(words[words.Count - 1]) && (type.SpecialType is SpecialType.System_Decimal or SpecialType.System_Double or SpecialType.System_Single or SpecialType.System_Int32 or SpecialType.System_Int64 || type.Name == "Money");
    }

    // An order's line has no set of its own where it is part of a stored order.
    private static bool IsPart(INamedTypeSymbol type, StoredTypes stored) =>
        stored.All.Any(s => PrivilegeNames.Members(s).Any(p => SameSymbol.Comparer.Equals(StoreTypes.ElementOf(p.Type), type)));

    /// <summary>The stored price of what the record, or a part of it, refers to by key or object; null when there is none.</summary>
    private static IPropertySymbol? LinkOf(INamedTypeSymbol type, IReadOnlyList<IPropertySymbol> priced) =>
        Direct(type, priced) ?? PrivilegeNames.Members(type).Select(p => StoreTypes.ElementOf(p.Type)).OfType<INamedTypeSymbol>().Where(t => t.Locations.Any(l => l.IsInSource)).Select(t => Direct(t, priced)).FirstOrDefault(p => p is not null);

    private static IPropertySymbol? Direct(INamedTypeSymbol type, IReadOnlyList<IPropertySymbol> priced) =>
        priced.FirstOrDefault(p => !SameSymbol.Comparer.Equals(p.ContainingType, type) && PrivilegeNames.Members(type).Any(m =>
            SameSymbol.Comparer.Equals(m.Type, p.ContainingType) || RecordNames.Plain(m.Name) == RecordNames.Of(p.ContainingType) + "id"));

    private static ExpressionSyntax? Given(AccessFact fact) => fact.Origin switch
    {
        AssignmentExpressionSyntax assignment => assignment.Right,
        ArgumentSyntax argument => argument.Expression,
        _ => null,
    };

    // A quantity of the request times a stored price is no price of the request.
    private static bool IsSent(SourceProgram program, ExpressionSyntax? given, StoredTypes stored, int depth)
    {
        if (given is null || depth > 4 || program.ModelOf(given.SyntaxTree) is not { } model)
        {
            return false;
        }

        var symbols = given.DescendantNodesAndSelf().OfType<SimpleNameSyntax>().Select(n => model.GetSymbolInfo(n).Symbol).ToList();
        if (symbols.OfType<IPropertySymbol>().Any(p => stored.Contains(p.ContainingType) && IsPrice(p)))
        {
            return false;
        }

        var locals = symbols.OfType<ILocalSymbol>().SelectMany(l => LocalValues.Of(l, model)).Where(v => !v.IsElement).Select(v => v.Value).ToList();
        return symbols.OfType<IPropertySymbol>().Any(p => IsPrice(p) && !stored.Contains(p.ContainingType)) && locals.Where(v => v.DescendantNodesAndSelf().OfType<BinaryExpressionSyntax>().Any()).All(v => IsSent(program, v, stored, depth + 1))
            || symbols.OfType<IParameterSymbol>().Any(p => Prices.Contains(NameWords.Of(p.Name).LastOrDefault() ?? "")) && locals.Count == 0
            || locals.Count > 0 && locals.All(v => IsSent(program, v, stored, depth + 1));
    }

    // What is refused when it differs from something stored is not chosen.
    private static bool IsCompared(SourceProgram program, RequestEndpoint endpoint, AccessFact fact)
    {
        var given = Given(fact);
        var name = given is null ? fact.Property : SourceIndex.NameOf(MethodBodies.Bare(given));
        return ReachedCode.From(program, endpoint).SelectMany(r => r.Body.DescendantNodesAndSelf().OfType<BinaryExpressionSyntax>())
            .Any(b => b.Kind() is SyntaxKind.EqualsExpression or SyntaxKind.NotEqualsExpression or SyntaxKind.LessThanExpression or SyntaxKind.GreaterThanExpression or SyntaxKind.LessThanOrEqualExpression or SyntaxKind.GreaterThanOrEqualExpression
                && (Mentions(b.Left, name) && b.Right is not LiteralExpressionSyntax || Mentions(b.Right, name) && b.Left is not LiteralExpressionSyntax));
    }

    private static bool Mentions(ExpressionSyntax side, string name) => name.Length > 0 && side.DescendantNodesAndSelf().OfType<SimpleNameSyntax>().Any(n => n.Identifier.ValueText == name);
}
