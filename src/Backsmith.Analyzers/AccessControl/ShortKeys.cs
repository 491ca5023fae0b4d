using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using Backsmith.Analyzers.DataFlow;
using Backsmith.Analyzers.Programs;
using Backsmith.Analyzers.SecretsCrypto;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Backsmith.Analyzers.AccessControl;

/// <summary>Finds keys for signing tokens whose text stands in the code or the settings and is too short for the algorithm.</summary>
internal static class ShortKeys
{
    /// <summary>The keys with their length in bytes, the least one and the algorithm that asks for it.</summary>
    public static IEnumerable<(SyntaxNode At, int Length, int Least, string Algorithm)> In(SourceIndex index, ImmutableArray<AdditionalText> files, CancellationToken cancellation)
    {
        var creations = index.CreationsOf("SymmetricSecurityKey").OfType<ObjectCreationExpressionSyntax>().Where(c => c.ArgumentList?.Arguments.Count == 1).ToList();
        var settings = creations.Count == 0 ? [] : Settings(files, cancellation);
        var text = creations.Count == 0 ? "" : string.Join(" ", index.Compilation.SyntaxTrees.Where(t => t.GetText(cancellation).ToString().Contains("SigningCredentials")).Select(t => t.GetText(cancellation).ToString()));
        var (least, algorithm) = text.Contains("HmacSha512") ? (64, "HS512") : text.Contains("HmacSha384") ? (48, "HS384") : (32, "HS256");
        foreach (var creation in creations)
        {
            var bytes = creation.ArgumentList!.Arguments[0].Expression;
            if (MethodBodies.Bare(bytes) is InvocationExpressionSyntax { ArgumentList.Arguments: { Count: 1 } given } call && MethodBodies.NameOf(call) == "GetBytes"
                && ValueOf(given[0].Expression, index, settings) is { Length: > 0 } value && !Placeholders.Is(value) && Encoding.UTF8.GetByteCount(value) is var length && length < least)
            {
                yield return (given[0].Expression, length, least, algorithm);
            }
        }
    }

    private static string? ValueOf(ExpressionSyntax expression, SourceIndex index, IReadOnlyDictionary<string, string> settings)
    {
        var model = index.Model(expression.SyntaxTree);
        if (model.GetConstantValue(expression) is { HasValue: true, Value: string constant })
            return constant;
        var bare = MethodBodies.Bare(expression);
        if (bare is IdentifierNameSyntax && model.GetSymbolInfo(bare).Symbol is ILocalSymbol local && LocalValues.Of(local, model) is { Count: 1 } values)
            bare = MethodBodies.Bare(values[0].Value);
        if (model.GetConstantValue(bare) is { HasValue: true, Value: string held })
            return held;
        return bare is ElementAccessExpressionSyntax { ArgumentList.Arguments: { Count: 1 } keys } && model.GetConstantValue(keys[0].Expression).Value is string key && settings.TryGetValue(key.ToLowerInvariant(), out var value) ? value : null;
    }

    // Settings of development are no key that is in use.
    private static Dictionary<string, string> Settings(ImmutableArray<AdditionalText> files, CancellationToken cancellation)
    {
        var found = new Dictionary<string, string>();
        foreach (var file in files.Where(f => Path.GetFileName(f.Path).ToLowerInvariant() is "appsettings.json" or "appsettings.production.json"))
        {
            foreach (var setting in JsonSettings.Read(file.GetText(cancellation)?.ToString() ?? ""))
                found[string.Join(":", setting.Path).ToLowerInvariant()] = setting.Value;
        }

        return found;
    }
}
