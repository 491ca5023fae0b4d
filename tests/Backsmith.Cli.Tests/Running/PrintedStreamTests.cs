using Backsmith.Cli.Running;
using Shouldly;
using Xunit;

namespace Backsmith.Cli.Tests.Running;

public sealed class PrintedStreamTests
{
    [Fact]
    public void A_full_disk_is_kept_for_later_and_ends_nothing()
    {
        var stream = new PrintedStream(new FileStream("/dev/full", FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0));
        using var writer = new StreamWriter(stream) { AutoFlush = true };

        writer.WriteLine("one");
        writer.WriteLine("two");

        stream.Fault.ShouldNotBeNull().ShouldContain("No space left");
    }

    [Fact]
    public void What_can_be_printed_is_printed_at_once()
    {
        using var memory = new MemoryStream();
        var stream = new PrintedStream(memory);

        stream.Write("text"u8);

        memory.ToArray().ShouldBe("text"u8.ToArray());
        stream.Fault.ShouldBeNull();
    }
}
