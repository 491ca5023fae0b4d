using System.Globalization;
using System.Security.Cryptography;

namespace Backsmith.Executions;

/// <summary>Makes ids of executions: sortable by second of creation (UTC), lower case, short enough to type a prefix of.</summary>
public static class ExecutionId
{
    /// <summary>A new id, for example <c>20261121-013210-4f2a</c>. Two of one second differ with a chance of 65535 in 65536; the store refuses a duplicate.</summary>
    public static string Create(TimeProvider time) => Format(time.GetUtcNow(), RandomNumberGenerator.GetBytes(2));

    /// <summary>The id of a moment.</summary>
    /// <param name="at">Of creation; written in UTC.</param>
    /// <param name="suffix">Bytes that tell executions of one second apart.</param>
    public static string Format(DateTimeOffset at, ReadOnlySpan<byte> suffix) =>
        string.Create(CultureInfo.InvariantCulture, $"{at.UtcDateTime:yyyyMMdd-HHmmss}-{Convert.ToHexStringLower(suffix)}");
}
