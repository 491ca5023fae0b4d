using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace Backsmith.Analyzers.DataFlow;

/// <summary>How the framework's own methods hand values on.</summary>
internal static class KnownFlows
{
    private static readonly HashSet<string> Mutators =
    [
        "Append", "AppendLine", "AppendFormat", "AppendJoin", "Insert", "Add", "AddRange", "Enqueue", "Push", "TryAdd", "AddFirst", "AddLast",
    ];

    private static readonly HashSet<string> Composers =
    [
        "Append", "AppendLine", "AppendFormat", "AppendJoin", "Insert", "Format", "Join", "Concat", "Aggregate",
    ];

    private static readonly HashSet<string> Projections = ["Select", "SelectMany", "ConvertAll", "Aggregate", "Run", "ContinueWith", "GetOrAdd"];

    private static readonly HashSet<string> Transparent =
    [
        "ToString", "Trim", "TrimStart", "TrimEnd", "ToLower", "ToUpper", "ToLowerInvariant", "ToUpperInvariant", "Substring", "PadLeft", "PadRight",
        "Remove", "Replace", "Split", "Normalize", "Clone", "Format", "Join", "Concat", "Insert", "Append", "AppendLine", "AppendFormat",
        "AppendJoin", "ToArray", "ToList", "ToHashSet", "ToImmutableArray", "ToImmutableList", "AsEnumerable", "AsSpan", "Slice", "Where", "Distinct",
        "OrderBy", "OrderByDescending", "ThenBy", "Reverse", "Skip", "Take", "First", "FirstOrDefault", "Last", "LastOrDefault", "Single",
        "SingleOrDefault", "ElementAt", "ElementAtOrDefault", "DefaultIfEmpty", "Union", "Prepend", "Cast", "OfType", "Select", "SelectMany",
        "Aggregate", "ConvertAll", "FromResult", "ConfigureAwait", "GetAwaiter", "GetResult", "Run", "ContinueWith", "AsTask", "GetValueOrDefault",
        "Dequeue", "Pop", "Peek", "Find", "FindAll", "UnescapeDataString", "EscapeDataString", "UrlDecode", "HtmlDecode", "HtmlEncode", "UrlEncode",
        "GetString", "GetBytes", "FromBase64String", "Deserialize", "DeserializeObject", "Combine", "Intern", "Copy", "Create", "ToDictionary",
        "WhenAll", "FromJson", "Parse", "ReadToEnd", "ReadToEndAsync", "Unescape", "GetValue", "Serialize", "SerializeObject", "DeserializeAsync", "ToUri",
    ];

    private static readonly HashSet<string> Homes =
    [
        "String", "StringBuilder", "Convert", "Enumerable", "Task", "ValueTask", "List", "Array", "Uri", "WebUtility", "HttpUtility", "Encoding",
        "JsonSerializer", "JsonConvert", "MemoryExtensions", "Path", "Object", "TaskAwaiter", "ValueTaskAwaiter", "Queue", "Stack", "Nullable",
        "ImmutableArray", "StreamReader", "TextReader", "IReadOnlyList", "StringValues", "CultureInfo", "Regex", "Dictionary", "ConfiguredTaskAwaitable",
        "CollectionExtensions", "FormattableString", "JsonElement", "JObject", "JToken",
    ];

    private static readonly HashSet<string> Holders =
    [
        "Value", "Result", "Values", "Key", "Current", "Keys", "AbsoluteUri", "OriginalString", "AbsolutePath", "LocalPath", "PathAndQuery", "FullName", "Uri", "Host", "Authority",
    ];

    /// <summary>A framework's property that gives what its object was made of.</summary>
    internal static bool HandsOn(string property) => Holders.Contains(property);

    internal static bool IsMutator(string name) => Mutators.Contains(name);

    internal static bool Composes(string name) => Composers.Contains(name);

    /// <summary>A method whose result is made by the function it is given.</summary>
    internal static bool Projects(string name) => Projections.Contains(name);

    internal static bool IsTransparentName(string name) => Transparent.Contains(name);

    /// <summary>Whether the result of a framework method carries what its receiver and arguments carried.</summary>
    internal static bool CarriesThrough(IMethodSymbol method)
    {
        if (!Transparent.Contains(method.Name))
            return false;
        var home = method.ContainingType?.Name ?? "";
        return Homes.Contains(home) || method.Name == "ToString" || method.ContainingType?.TypeKind == TypeKind.Error
            || home.EndsWith("Awaiter", System.StringComparison.Ordinal)
            || (method.ContainingType?.AllInterfaces.Any(i => i.Name == "IEnumerable") ?? false);
    }

    /// <summary>Whether an argument of a transparent method ends up in its result.</summary>
    internal static bool ArgumentMatters(IMethodSymbol method, IParameterSymbol parameter) => method.Name switch
    {
        "Replace" => parameter.Ordinal != 0 || method.IsStatic,
        "Trim" or "TrimStart" or "TrimEnd" or "Split" or "PadLeft" or "PadRight" or "Remove" or "Substring" => false,
        "GetOrAdd" or "GetValue" => false,
        "Find" or "FindAll" or "First" or "FirstOrDefault" or "Last" or "LastOrDefault" or "Single" or "SingleOrDefault" or "ElementAt" or "ElementAtOrDefault" or "Where" => parameter.Ordinal == 0 && method.IsStatic,
        "ToString" => method.ContainingType?.Name == "Convert",
        _ => true,
    };
}
