using System.Runtime.InteropServices;

namespace Backsmith.Sandbox.Seccomp;

/// <summary>Numbers of the system calls that the filter refuses, from the Linux tables (arch/x86/entry/syscalls/syscall_64.tbl, include/uapi/asm-generic/unistd.h).</summary>
/// <param name="AuditArchitecture">AUDIT_ARCH_* of linux/audit.h.</param>
/// <param name="Refused">Calls answered with EPERM.</param>
/// <param name="CloneCall">clone(2).</param>
/// <param name="Clone3Call">clone3(2), answered with ENOSYS so that libc falls back to clone, whose flags can be read.</param>
/// <param name="IoctlCall">ioctl(2).</param>
/// <param name="SocketCall">socket(2).</param>
/// <param name="X32Bit">Flag of the x32 calls on x86-64, or 0.</param>
internal sealed record SystemCalls(
    uint AuditArchitecture,
    IReadOnlyList<uint> Refused,
    uint CloneCall,
    uint Clone3Call,
    uint IoctlCall,
    uint SocketCall,
    uint X32Bit)
{
    /// <summary>The table of this machine, or null when there is none for its architecture.</summary>
    public static SystemCalls? Current => RuntimeInformation.OSArchitecture switch
    {
        Architecture.X64 => X64,
        Architecture.Arm64 => Arm64,
        _ => null,
    };

    // ptrace, process_vm_readv/writev, mount, umount2, pivot_root, chroot, setns, unshare, move_mount, open_tree, fsopen, fsmount, fsconfig, fspick,
    // mount_setattr, keyctl, add_key, request_key, bpf, perf_event_open, userfaultfd, io_uring_setup/enter/register, kexec_load, kexec_file_load,
    // init_module, finit_module, delete_module, swapon, swapoff, reboot, quotactl, acct, settimeofday, clock_settime, clock_adjtime, adjtimex,
    // open_by_handle_at, name_to_handle_at, nfsservctl, lookup_dcookie, personality, syslog, vhangup, iopl, ioperm
    private static SystemCalls X64 => new(
        0xC000003E,
        [101, 310, 311, 165, 166, 155, 161, 308, 272, 429, 428, 430, 432, 431, 433, 442, 250, 248, 249, 321, 298, 323, 425, 426, 427, 246, 320,
            175, 313, 176, 167, 168, 169, 179, 163, 164, 227, 305, 159, 304, 303, 180, 212, 135, 103, 153, 172, 173],
        56, 435, 16, 41, 0x40000000);

    private static SystemCalls Arm64 => new(
        0xC00000B7,
        [117, 270, 271, 40, 39, 41, 51, 268, 97, 429, 428, 430, 432, 431, 433, 442, 219, 217, 218, 280, 241, 282, 425, 426, 427, 104, 294,
            105, 273, 106, 224, 225, 142, 60, 89, 170, 112, 266, 171, 265, 264, 42, 18, 92, 116, 58],
        220, 435, 29, 198, 0);
}
