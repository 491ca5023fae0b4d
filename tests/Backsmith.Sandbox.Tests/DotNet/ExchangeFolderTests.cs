using System.Diagnostics;
using Backsmith.Sandbox.DotNet;
using Shouldly;
using Xunit;

namespace Backsmith.Sandbox.Tests.DotNet;

/// <summary>What lies in the folder was left by untrusted programs.</summary>
public sealed class ExchangeFolderTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("backsmith-exchange-");

    private ExchangeFolder Exchange => new(Directory.CreateDirectory(At("exchange")).FullName);

    [Fact]
    public void A_link_left_where_the_host_writes_is_replaced_and_not_followed()
    {
        var exchange = Exchange;
        File.WriteAllText(At("outside"), "kept");
        File.CreateSymbolicLink(At("exchange/all.proj"), At("outside"));

        exchange.Write("all.proj", "ours");

        File.ReadAllText(At("outside")).ShouldBe("kept");
        File.ReadAllText(At("exchange/all.proj")).ShouldBe("ours");
    }

    [Fact]
    public void A_folder_left_where_the_host_writes_is_replaced_and_links_in_it_are_not_followed()
    {
        var exchange = Exchange;
        Directory.CreateDirectory(At("outside"));
        File.WriteAllText(At("outside/file"), "kept");
        Directory.CreateDirectory(At("exchange/all.proj"));
        Directory.CreateSymbolicLink(At("exchange/all.proj/link"), At("outside"));

        exchange.Write("all.proj", "ours");

        File.ReadAllText(At("outside/file")).ShouldBe("kept");
        File.ReadAllText(At("exchange/all.proj")).ShouldBe("ours");
    }

    [Fact]
    public void A_pipe_a_link_and_a_missing_file_are_no_text()
    {
        _ = Exchange;
        File.WriteAllText(At("outside"), "secret");
        File.CreateSymbolicLink(At("exchange/link"), At("outside"));
        Process.Start("mkfifo", [At("exchange/pipe")]).WaitForExit();

        ExchangeFolder.Text(new FileInfo(At("exchange/link"))).ShouldBeNull();
        ExchangeFolder.Text(new FileInfo(At("exchange/pipe"))).ShouldBeNull();
        ExchangeFolder.Text(new FileInfo(At("exchange/none"))).ShouldBeNull();
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private string At(string name) => Path.Combine(_folder.FullName, name);
}
