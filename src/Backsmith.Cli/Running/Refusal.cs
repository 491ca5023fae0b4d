using Backsmith.Deliveries;

namespace Backsmith.Cli.Running;

/// <summary>Why a command does not do what it was asked for.</summary>
internal static class Refusal
{
    /// <summary>Says it on standard error, on one line that no text of a repository can break.</summary>
    /// <returns><paramref name="exitCode"/>, for the command to end with.</returns>
    public static async Task<int> SayAsync(string why, int exitCode)
    {
        await Console.Error.WriteLineAsync($"backsmith: {PlainText.Line(why)}");
        return exitCode;
    }
}
