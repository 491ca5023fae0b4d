namespace Backsmith.Proofs;

/// <summary>Where a proof was made: what somebody who repeats it compares first.</summary>
/// <param name="Tool">Version of this program.</param>
/// <param name="Sdk">Version of the .NET SDK that ran inside the sandbox; empty when none could be asked.</param>
/// <param name="OperatingSystem">Name and version, for example <c>Debian GNU/Linux 12 (bookworm)</c>.</param>
/// <param name="Kernel">Version of the kernel.</param>
/// <param name="Architecture">For example <c>x64</c>.</param>
/// <param name="Processors">Logical processors that were to be had.</param>
public sealed record ProofEnvironment(string Tool, string Sdk, string OperatingSystem, string Kernel, string Architecture, int Processors);
