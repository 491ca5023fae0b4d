using System.Buffers.Binary;

namespace Backsmith.Sandbox.Seccomp;

/// <summary>Writes the classic BPF program that bubblewrap installs with <c>--seccomp</c> (seccomp(2), linux/filter.h).</summary>
internal static class SeccompFilter
{
    private const ushort Load = 0x20;          // BPF_LD | BPF_W | BPF_ABS
    private const ushort JumpIfEqual = 0x15;   // BPF_JMP | BPF_JEQ | BPF_K
    private const ushort JumpIfSet = 0x45;     // BPF_JMP | BPF_JSET | BPF_K
    private const ushort Return = 0x06;        // BPF_RET | BPF_K
    private const uint Allow = 0x7FFF0000;
    private const uint KillProcess = 0x80000000;
    private const uint Error = 0x00050000;
    private const uint NotPermitted = 1;
    private const uint NotImplemented = 38;
    private const uint FamilyNotSupported = 97;
    private const uint NewUserNamespace = 0x10000000;

    // vsock, alg, packet, bluetooth
    private static ReadOnlySpan<uint> RefusedFamilies => [40, 38, 17, 31];

    // TIOCSTI pushes characters into the terminal, TIOCLINUX selects and pastes on a console.
    private static ReadOnlySpan<uint> RefusedRequests => [0x5412, 0x541C];

    /// <summary>The program for this machine, or null when its architecture has no table.</summary>
    /// <param name="allowNamespaces">Leaves out what bubblewrap itself needs, for a command that opens a sandbox inside.</param>
    public static byte[]? Build(bool allowNamespaces)
    {
        if (SystemCalls.Current is not { } calls)
        {
            return null;
        }

        var program = new List<(ushort Code, byte IfTrue, byte IfFalse, uint Value)>
        {
            (Load, 0, 0, 4),
            (JumpIfEqual, 1, 0, calls.AuditArchitecture),
            (Return, 0, 0, KillProcess),
            (Load, 0, 0, 0),
        };
        if (calls.X32Bit != 0)
        {
            program.Add((JumpIfSet, 0, 1, calls.X32Bit));
            program.Add((Return, 0, 0, Error | NotPermitted));
        }

        foreach (var call in calls.Refused.Where(call => !allowNamespaces || !NeededToNest(call)))
        {
            program.Add((JumpIfEqual, 0, 1, call));
            program.Add((Return, 0, 0, Error | NotPermitted));
        }

        program.Add((JumpIfEqual, 0, 1, calls.Clone3Call));
        program.Add((Return, 0, 0, Error | NotImplemented));
        if (!allowNamespaces)
        {
            Refuse(program, calls.CloneCall, 16, JumpIfSet, [NewUserNamespace], NotPermitted);
        }

        Refuse(program, calls.IoctlCall, 24, JumpIfEqual, RefusedRequests, NotPermitted);
        Refuse(program, calls.SocketCall, 16, JumpIfEqual, RefusedFamilies, FamilyNotSupported);
        program.Add((Return, 0, 0, Allow));
        return Encode(program);
    }

    /// <summary>Refuses a call by one of its arguments; leaves the call number loaded for what follows.</summary>
    private static void Refuse(List<(ushort, byte, byte, uint)> program, uint call, uint argumentOffset, ushort test, ReadOnlySpan<uint> values, uint error)
    {
        program.Add((JumpIfEqual, 0, (byte)((values.Length * 2) + 2), call));
        program.Add((Load, 0, 0, argumentOffset));
        foreach (var value in values)
        {
            program.Add((test, 0, 1, value));
            program.Add((Return, 0, 0, Error | error));
        }

        program.Add((Load, 0, 0, 0));
    }

    // mount, umount2, pivot_root, unshare on x86-64 and arm64: the second sandbox drops them again.
    private static bool NeededToNest(uint call) => call is 165 or 166 or 155 or 272 or 40 or 39 or 41 or 97;

    private static byte[] Encode(List<(ushort Code, byte IfTrue, byte IfFalse, uint Value)> program)
    {
        var bytes = new byte[program.Count * 8];
        for (var index = 0; index < program.Count; index++)
        {
            var at = bytes.AsSpan(index * 8);
            BinaryPrimitives.WriteUInt16LittleEndian(at, program[index].Code);
            at[2] = program[index].IfTrue;
            at[3] = program[index].IfFalse;
            BinaryPrimitives.WriteUInt32LittleEndian(at[4..], program[index].Value);
        }

        return bytes;
    }
}
