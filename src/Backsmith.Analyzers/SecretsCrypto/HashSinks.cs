using System;
using System.Collections.Generic;
using System.Linq;
using Backsmith.Analyzers.DataFlow;
using Backsmith.Analyzers.Programs;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Backsmith.Analyzers.SecretsCrypto;

/// <summary>Data that is given to a hash made to be fast.</summary>
internal sealed class HashSink(IOperation data, string algorithm, SyntaxNode call, bool resolved)
{
    internal IOperation Data { get; } = data;

    /// <summary>The algorithm's type, as <c>SHA256</c>.</summary>
    internal string Algorithm { get; } = algorithm;

    internal SyntaxNode Call { get; } = call;

    /// <summary>False when the library's types are missing and only the shape of the call says what it is.</summary>
    internal bool Resolved { get; } = resolved;
}

/// <summary>Finds what is hashed: the data of MD5, SHA and HMAC in all their forms. The key of an HMAC is no data.</summary>
internal sealed class HashSinks(SourceIndex index)
{
    private static readonly string[] Methods =
    [
        "HashData", "TryHashData", "HashDataAsync", "HmacData", "HmacDataAsync", "ComputeHash", "ComputeHashAsync", "TryComputeHash", "TransformFinalBlock", "TransformBlock",
        "AppendData", "BlockUpdate", "HashPasswordForStoringInConfigFile",
    ];

    private static readonly HashSet<string> Data = ["source", "data", "buffer", "inputBuffer", "inputStream", "input", "password"];

    private static readonly string[] Fast = ["MD5", "MD4", "SHA1", "SHA256", "SHA384", "SHA512", "SHA3", "HMAC", "RIPEMD", "Sha1", "Sha256", "Sha384", "Sha512", "Md5"];

    internal IEnumerable<HashSink> All() =>
        Methods.SelectMany(index.CallsOf).OfType<InvocationExpressionSyntax>().Select(Read).Concat(Foreign()).OfType<HashSink>();

    private HashSink? Read(InvocationExpressionSyntax call)
    {
        if (index.Operation(call) is not IInvocationOperation invocation)
            return ReadUnresolved(call);
        var data = invocation.Arguments.FirstOrDefault(a => a.Parameter is { } p && Data.Contains(p.Name))?.Value;
        return data is not null && AlgorithmOf(invocation) is { } algorithm ? new HashSink(data, algorithm, call, true) : null;
    }

    private static string? AlgorithmOf(IInvocationOperation call)
    {
        var owner = call.TargetMethod.ContainingType;
        if (owner is { Name: "CryptographicOperations" or "IncrementalHash" })
            return call.TargetMethod.Name.StartsWith("Hmac", StringComparison.Ordinal) ? "HMAC" : owner.Name == "IncrementalHash" ? "a fast hash (IncrementalHash)" : "a fast hash";
        if (owner?.Name == "FormsAuthentication")
            return "MD5 or SHA1";
        if (call.TargetMethod.Name == "BlockUpdate")
            return call.Instance?.Type is { } digest && Fast.Any(f => digest.Name.StartsWith(f, StringComparison.OrdinalIgnoreCase)) ? digest.Name : null;
        var type = call.Instance?.Type ?? owner;
        return IsHash(type) ? type!.Name == "HashAlgorithm" || type.Name == "KeyedHashAlgorithm" ? $"a fast hash ({type.Name})" : Plain(type.Name) : null;
    }

    private static bool IsHash(ITypeSymbol? type)
    {
        for (var t = type; t is not null; t = t.BaseType)
        {
            if (t is { Name: "HashAlgorithm", ContainingNamespace.Name: "Cryptography" })
                return true;
        }

        return false;
    }

    private static string Plain(string type)
    {
        foreach (var suffix in new[] { "CryptoServiceProvider", "Managed", "Cng" })
        {
            if (type.EndsWith(suffix, StringComparison.Ordinal))
                return type.Substring(0, type.Length - suffix.Length);
        }

        return type;
    }

    /// <summary>Without the library's types: the receiver, or what it was made from, names the algorithm.</summary>
    private HashSink? ReadUnresolved(InvocationExpressionSyntax call)
    {
        if (index.Symbol(call) is not null || call.Expression is not MemberAccessExpressionSyntax access || call.ArgumentList.Arguments.Count == 0)
            return null;
        var name = access.Name.Identifier.ValueText;
        var position = name is "HashData" && SourceIndex.NameOf(access.Expression).StartsWith("HMAC", StringComparison.Ordinal) ? 1 : 0;
        if (call.ArgumentList.Arguments.ElementAtOrDefault(position)?.Expression is not { } argument || index.Operation(argument) is not { } data)
            return null;
        var algorithm = name == "HashPasswordForStoringInConfigFile" ? "MD5 or SHA1" : Fast.FirstOrDefault(f => Maker(access.Expression).Contains(f));
        return algorithm is null ? null : new HashSink(data, algorithm, call, false);
    }

    private string Maker(ExpressionSyntax receiver) =>
        receiver is IdentifierNameSyntax name && index.Model(name.SyntaxTree).GetSymbolInfo(name).Symbol is ILocalSymbol local
            ? local.DeclaringSyntaxReferences.Select(r => (r.GetSyntax(index.Cancellation) as VariableDeclaratorSyntax)?.Initializer?.Value.ToString()).FirstOrDefault() ?? local.Name
            : receiver.ToString();

    /// <summary>A library's own short form: <c>text.ToSha256()</c>.</summary>
    private IEnumerable<HashSink?> Foreign()
    {
        foreach (var name in new[] { "Sha256", "Sha512", "Sha1", "Md5", "MD5", "ToSha256", "ToSha512", "ToSha1", "ToMd5", "ToMD5", "GetMd5Hash", "ComputeSha256Hash" })
        {
            foreach (var call in index.CallsOf(name))
            {
                if (index.Operation(call) is IInvocationOperation { TargetMethod: { DeclaringSyntaxReferences.IsEmpty: true } method } invocation && invocation.Arguments.FirstOrDefault()?.Value is { } text
                    && TextTypes.IsText(text.Type) && method.ContainingAssembly is { } home && !SameSymbol.Comparer.Equals(home, index.Compilation.Assembly))
                    yield return new HashSink(text, name.StartsWith("To", StringComparison.Ordinal) ? name.Substring(2) : name, call, true);
            }
        }
    }
}
