using System.Text;
using Backsmith.Sandbox.Copies;

namespace Backsmith.Sandbox;

/// <summary>Runs one of the embedded scripts inside.</summary>
internal static class ShellScript
{
    /// <summary>The command that runs a script with arguments; the script travels as an argument of the shell.</summary>
    public static SandboxCommand Command(string step, string script, CopyAccess access, string workingDirectory, params IReadOnlyList<string> arguments) =>
        SandboxCommand.Of(step, access, workingDirectory, ["/bin/bash", "-c", Encoding.UTF8.GetString(EmbeddedFile.Read(script)), script, .. arguments]);
}
