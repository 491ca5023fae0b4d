using System.Security.Cryptography;
using System.Text;

namespace Backsmith.Storage.Files;

/// <summary>The key that signs proofs: ECDSA on P-256 as PKCS#8 PEM with mode 0600, and its public half as SubjectPublicKeyInfo PEM beside it with the suffix <c>.pub</c>.</summary>
/// <param name="path">Of the private key; made on first use, once even when several processes begin together.</param>
public sealed class SigningKeyFile(string path)
{
    private const UnixFileMode Others =
        UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;

    /// <summary>Where the public key lies after the first <see cref="Load"/>.</summary>
    public string PublicKeyPath { get; } = path + ".pub";

    /// <summary>The key; the caller disposes it.</summary>
    /// <exception cref="StorageException">It cannot be made or read, others may read it, or it is damaged.</exception>
    public ECDsa Load()
    {
        if (!File.Exists(path))
        {
            Create();
        }

        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & Others) != 0)
        {
            throw new StorageException(StorageFault.NoAccess, $"The signing key {path} can be read by others. Take that away: chmod 600 {path}");
        }

        var key = Parse(PrivateFile.Guard(path, () => File.ReadAllText(path)));
        var publicKey = Encoding.ASCII.GetBytes(key.ExportSubjectPublicKeyInfoPem() + "\n");
        if (!File.Exists(PublicKeyPath) || !PrivateFile.Guard(PublicKeyPath, () => File.ReadAllBytes(PublicKeyPath)).AsSpan().SequenceEqual(publicKey))
        {
            PrivateFile.Write(PublicKeyPath, publicKey, replace: true);
        }

        return key;
    }

    private void Create()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        PrivateFile.Write(path, Encoding.ASCII.GetBytes(key.ExportPkcs8PrivateKeyPem() + "\n"), replace: false);
    }

    private ECDsa Parse(string pem)
    {
        var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(pem);
            if (key.KeySize == 256)
            {
                return key;
            }
        }
        catch (Exception damaged) when (damaged is ArgumentException or CryptographicException)
        {
            key.Dispose();
            throw Damaged(damaged);
        }

        key.Dispose();
        throw Damaged(null);
    }

    private StorageException Damaged(Exception? cause) => new(
        StorageFault.Damaged, $"{path} is not an ECDSA P-256 private key in PEM. Restore it, or move it away to make a new one.", cause);
}
