using System.CommandLine;
using System.CommandLine.Parsing;

namespace Backsmith.Cli.Commands;

/// <summary>Options that several commands have.</summary>
internal static class SharedOptions
{
    public static Option<string?> Output() => Named("--output", "DIR", "Folder for the delivery; default: the state folder.");

    public static Option<string?> Base() => Named("--base", "REV", "Take the tree of this revision as the base instead of the working tree.");

    public static Option<bool> Offline() => new("--offline") { Description = "Do not use the network, not even to restore the base." };

    public static Option<string?> Repo() => Named("--repo", "PATH", "What to work on: a folder, a solution or a project; default: here.");

    public static Option<string> SeverityOption() =>
        OneOf("--severity", "Findings at or above it make the exit code 1 and refute a patch that adds them.", "warning", "note", "warning", "error");

    public static Option<bool> TrustSkills() => new("--trust-repository-skills") { Description = "Also read the skills of the repository: they are instructions of whoever wrote it." };

    public static Option<string> Format() => OneOf("--format", "What is printed on standard output.", "text", "text", "json", "sarif", "markdown", "html");

    /// <summary>An option whose value names something: an empty one is a mistake, often an unset variable of a script.</summary>
    public static Option<string?> Named(string name, string help, string description)
    {
        var option = new Option<string?>(name) { HelpName = help, Description = description };
        option.Validators.Add(result =>
        {
            if (result.Tokens.Any(token => string.IsNullOrWhiteSpace(token.Value)))
            {
                result.AddError($"The value of '{name}' is empty: name a {help}, or leave the option out.");
            }
        });
        return option;
    }

    /// <summary>An option with a closed list of values, in lower case as they are typed.</summary>
    public static Option<string> OneOf(string name, string description, string standard, params string[] values)
    {
        var option = new Option<string>(name) { HelpName = string.Join('|', values), Description = description, DefaultValueFactory = _ => standard };
        option.AcceptOnlyFromAmong(values);
        return option;
    }

    /// <summary>An argument that is no option and not empty: what begins with a hyphen is a mistyped one, except the hyphen alone or before a space.</summary>
    public static Argument<string> Operand(string name, string description, string? standard = null)
    {
        var argument = new Argument<string>(name) { Description = description };
        if (standard is not null)
        {
            argument.DefaultValueFactory = _ => standard;
        }

        argument.Validators.Add(RefuseOptionsAndNothing);
        return argument;
    }

    /// <summary>The same, and it may be left out.</summary>
    public static Argument<string?> OptionalOperand(string name, string description)
    {
        var argument = new Argument<string?>(name) { Description = description, Arity = ArgumentArity.ZeroOrOne };
        argument.Validators.Add(RefuseOptionsAndNothing);
        return argument;
    }

    /// <summary>The value of such an option as the enumeration that it names.</summary>
    public static T Enumerated<T>(this ParseResult parsed, Option<string> option)
        where T : struct, Enum => Enum.Parse<T>(parsed.GetValue(option)!, ignoreCase: true);

    private static void RefuseOptionsAndNothing(ArgumentResult result)
    {
        if (result.Tokens.FirstOrDefault(token => token.Value is ['-', not ' ', ..]) is { } token)
        {
            result.AddError($"There is no option '{token.Value}'.");
        }
        else if (result.Tokens.Any(token => string.IsNullOrWhiteSpace(token.Value)))
        {
            result.AddError($"{result.Argument.Name} is empty: name one.");
        }
    }
}
