namespace Backsmith.Cli;

/// <summary>Exit codes of every command.</summary>
internal static class ExitCode
{
    public const int Clean = 0;
    public const int Findings = 1;
    public const int Usage = 2;
    public const int Environment = 3;
    public const int NothingToDo = 4;
    public const int Stopped = 5;
    public const int Interrupted = 130;
}
