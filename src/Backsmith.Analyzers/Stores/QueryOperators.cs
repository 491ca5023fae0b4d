using System.Collections.Generic;

namespace Backsmith.Analyzers.Stores;

/// <summary>The operators of LINQ and EF by name, sorted by what they do to a query. <c>Async</c> is left out of the names.</summary>
internal static class QueryOperators
{
    private static readonly HashSet<string> Sets = new()
    {
        "ToList", "ToArray", "ToDictionary", "ToHashSet", "ToLookup", "ToImmutableArray", "ToImmutableList", "AsEnumerable", "Load", "ToFrozenDictionary", "ToFrozenSet",
    };

    private static readonly HashSet<string> Singles = new()
    {
        "First", "FirstOrDefault", "Single", "SingleOrDefault", "Last", "LastOrDefault", "Find", "ElementAt", "ElementAtOrDefault", "MinBy", "MaxBy",
    };

    private static readonly HashSet<string> Scalars = new() { "Count", "LongCount", "Sum", "Min", "Max", "Average", "Aggregate" };

    private static readonly HashSet<string> Existence = new() { "Any", "All", "Contains" };

    private static readonly HashSet<string> Writes = new() { "ExecuteUpdate", "ExecuteDelete", "BatchUpdate", "BatchDelete" };

    private static readonly HashSet<string> Neutral = new()
    {
        "Where", "OrderBy", "OrderByDescending", "ThenBy", "ThenByDescending", "Select", "SelectMany", "Include", "ThenInclude", "AsNoTracking",
        "AsNoTrackingWithIdentityResolution", "AsTracking", "AsSplitQuery", "AsSingleQuery", "IgnoreQueryFilters", "IgnoreAutoIncludes", "TagWith", "TagWithCallSite",
        "AsQueryable", "ProjectTo", "Cast", "OfType", "Skip", "Concat", "Union", "Intersect", "Except", "Join", "LeftJoin", "GroupJoin", "DefaultIfEmpty", "Reverse",
        "ProjectToType", "FromSql", "FromSqlRaw", "FromSqlInterpolated", "WhereIf", "IncludeMultiple", "AsSingleQuery", "Set",
    };

    /// <summary>The name without a trailing <c>Async</c>.</summary>
    public static string Plain(string name) =>
        name.Length > 5 && name.EndsWith("Async", System.StringComparison.Ordinal) ? name.Substring(0, name.Length - 5) : name;

    /// <summary>What calling the operator on a deferred query gives.</summary>
    public static QueryResult ResultOf(string name)
    {
        var plain = Plain(name);
        return Sets.Contains(plain) ? QueryResult.Set
            : Singles.Contains(plain) ? QueryResult.Single
            : Scalars.Contains(plain) ? QueryResult.Scalar
            : Existence.Contains(plain) ? QueryResult.Existence
            : Writes.Contains(plain) ? QueryResult.Write
            : plain is "AsAsyncEnumerable" or "GetAsyncEnumerator" or "ForEach" ? QueryResult.Stream
            : QueryResult.Deferred;
    }

    /// <summary>True for an operator known to leave the number of rows unbounded; any other one may bound them.</summary>
    public static bool LeavesUnbounded(string name) => Neutral.Contains(Plain(name)) || ResultOf(name) == QueryResult.Set;
}
