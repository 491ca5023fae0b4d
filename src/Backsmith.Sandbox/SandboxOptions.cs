using Backsmith.Sandbox.Bubblewrap;

namespace Backsmith.Sandbox;

/// <summary>Where the sandbox finds and keeps things on the host.</summary>
/// <param name="StateFolder">The state folder; never visible inside, except single folders of it that are bound on purpose.</param>
/// <param name="UserPackages">The user's NuGet package folder, bound read-only; null when there is none.</param>
/// <param name="InspectorFolder">Folder of the inspector program, bound read-only for inspection.</param>
/// <param name="Limits">Resource limits, and the .NET installation.</param>
public sealed record SandboxOptions(string StateFolder, string? UserPackages, string? InspectorFolder, SandboxLimits Limits);
