using System.CommandLine;
using Backsmith.Findings;

namespace Backsmith.Cli.Commands;

/// <summary>Options that several commands have.</summary>
internal static class SharedOptions
{
    public static Option<string?> Output() => new("--output") { HelpName = "DIR", Description = "Folder for the delivery; default: the state folder." };

    public static Option<string?> Base() => new("--base") { HelpName = "REV", Description = "Take the tree of this revision as the base instead of the working tree." };

    public static Option<bool> Offline() => new("--offline") { Description = "Do not use the network, not even to restore the base." };

    public static Option<string?> Repo() => new("--repo") { HelpName = "PATH", Description = "What to work on: a folder, a solution or a project; default: here." };

    public static Option<Severity> SeverityOption()
    {
        var option = new Option<Severity>("--severity") { HelpName = "note|warning|error", Description = "Findings at or above it make the exit code 1 and refute a patch that adds them; default: warning.", DefaultValueFactory = _ => Severity.Warning };
        option.AcceptOnlyFromAmong("note", "warning", "error");
        return option;
    }

    public static Option<string> Format()
    {
        var option = new Option<string>("--format") { HelpName = "text|json|sarif|markdown|html", Description = "What is printed on standard output; default: text.", DefaultValueFactory = _ => "text" };
        option.AcceptOnlyFromAmong("text", "json", "sarif", "markdown", "html");
        return option;
    }
}
