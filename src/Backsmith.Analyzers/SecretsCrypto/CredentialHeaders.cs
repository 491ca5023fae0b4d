using System.Collections.Generic;
using System.Linq;
using Backsmith.Analyzers.DataFlow;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Backsmith.Analyzers.SecretsCrypto;

/// <summary>Finds what is sent to another service as proof of who calls: authorization headers, key headers, network credentials.</summary>
internal sealed class CredentialHeaders(SourceIndex index)
{
    internal IEnumerable<KeySink> All() =>
        Created("AuthenticationHeaderValue", "parameter").Concat(Created("NetworkCredential", "password"))
            .Concat(new[] { "Add", "TryAddWithoutValidation", "Append", "AddHeader" }.SelectMany(index.CallsOf).SelectMany(Header));

    private IEnumerable<KeySink> Created(string type, string parameter) =>
        index.CreationsOf(type).Select(index.Operation).OfType<IObjectCreationOperation>().Where(c => c.Type?.Name == type && TextTypes.IsFramework(c.Type))
            .SelectMany(c => c.Arguments.Where(a => a.Parameter?.Name == parameter)).SelectMany(a => Holes(a.Value)).Select(v => new KeySink(v, type, takesNames: true));

    private IEnumerable<KeySink> Header(SyntaxNode call)
    {
        if (index.Operation(call) is not IInvocationOperation invocation || !IsHeaders(invocation))
            return [];
        var texts = Texts(invocation);
        return texts.Count >= 2 && texts[0].Value.ConstantValue is { HasValue: true, Value: string name } && NamesCredential(name)
            ? Holes(texts[1].Value).Select(v => new KeySink(v, $"'{name}' header", takesNames: true))
            : [];
    }

    private static List<IArgumentOperation> Texts(IInvocationOperation call) => [.. call.Arguments.Where(a => a.Parameter?.Ordinal >= (call.TargetMethod.IsExtensionMethod && call.Instance is null ? 1 : 0))];

    private static bool IsHeaders(IInvocationOperation call) =>
        (call.Instance?.Type ?? call.TargetMethod.ContainingType)?.Name is { } type && (type.Contains("Header") || type == "RestRequest") && call.TargetMethod.DeclaringSyntaxReferences.IsEmpty;

    private static bool NamesCredential(string header) =>
        header.ToLowerInvariant() is var name && (name is "authorization" or "proxy-authorization" || name.Contains("api-key") || name.Contains("apikey") || name.EndsWith("token") || name.EndsWith("secret") || name.EndsWith("access-key"));

    /// <summary>The value, or what is put into its text: the word Bearer is no secret.</summary>
    private static IEnumerable<IOperation> Holes(IOperation value)
    {
        while (value is IConversionOperation conversion)
            value = conversion.Operand;
        return value switch
        {
            IInterpolatedStringOperation text when text.ConstantValue is not { HasValue: true } => text.Parts.OfType<IInterpolationOperation>().Select(p => p.Expression),
            IBinaryOperation { OperatorKind: BinaryOperatorKind.Add } add when add.ConstantValue is not { HasValue: true } => Holes(add.LeftOperand).Concat(Holes(add.RightOperand)),
            _ => [value],
        };
    }
}
