namespace Backsmith.Findings;

/// <summary>The twelve review categories, each printed as one line of the checklist. The id is what SARIF carries in <c>properties.category</c>.</summary>
/// <param name="Id">Stable identifier, lower case with hyphens.</param>
/// <param name="Title">What a person reads.</param>
public sealed record Category(string Id, string Title)
{
    /// <summary>All categories, in the order in which reports print them.</summary>
    public static IReadOnlyList<Category> All { get; } =
    [
        new("input-validation", "Input validation"),
        new("injection", "Injection"),
        new("error-handling", "Error handling"),
        new("data-access", "Query efficiency"),
        new("concurrency", "Races and concurrency"),
        new("secrets-crypto", "Secrets and cryptography"),
        new("logging", "Sensitive logging"),
        new("api-contract", "Response consistency"),
        new("access-control", "Access control"),
        new("resilience", "Resilience"),
        new("dependencies", "Dependencies"),
        new("tests-docs", "Tests and documentation"),
    ];
}
