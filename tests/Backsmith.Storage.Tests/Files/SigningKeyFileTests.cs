using Backsmith.Storage.Files;
using Shouldly;
using Xunit;

namespace Backsmith.Storage.Tests.Files;

public sealed class SigningKeyFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Makes_one_key_when_many_begin_together()
    {
        var keys = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() =>
        {
            using var key = new SigningKeyFile(_folder["key.pem"]).Load();
            return key.ExportSubjectPublicKeyInfoPem();
        })));
        keys.Distinct().ShouldHaveSingleItem().ShouldBe(File.ReadAllText(_folder["key.pem.pub"]).TrimEnd());
        File.GetUnixFileMode(_folder["key.pem"]).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        Directory.GetFiles(_folder.Path, "*.tmp").ShouldBeEmpty();
    }

    [Fact]
    public void Refuses_a_key_that_others_can_read()
    {
        new SigningKeyFile(_folder["key.pem"]).Load().Dispose();
        File.SetUnixFileMode(_folder["key.pem"], UnixFileMode.UserRead | UnixFileMode.OtherRead);
        Should.Throw<StorageException>(() => new SigningKeyFile(_folder["key.pem"]).Load()).Message.ShouldContain("chmod 600");
    }

    [Fact]
    public async Task Blob_that_was_damaged_reads_as_missing_and_heals_when_stored_again()
    {
        var blobs = new FileBlobStore(_folder["blobs"]);
        var digest = await blobs.PutAsync("content"u8.ToArray(), CancellationToken.None);
        File.WriteAllText(Directory.GetFiles(_folder["blobs"], "*", SearchOption.AllDirectories).Single(), "other");
        (await blobs.GetAsync(digest, CancellationToken.None)).ShouldBeNull();
        (await blobs.PutAsync("content"u8.ToArray(), CancellationToken.None)).ShouldBe(digest);
        (await blobs.GetAsync(digest, CancellationToken.None)).ShouldBe("content"u8.ToArray());
    }
}
