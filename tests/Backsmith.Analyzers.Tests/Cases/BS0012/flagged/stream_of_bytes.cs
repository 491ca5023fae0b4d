// Salt and password put together by hand and read as a stream, with a key that is a word of the code.
using System.Security.Cryptography;
using System.Text;

public interface ICredentialHash : IDisposable
{
    Task<byte[]> Of(string password, byte[] salt);
}

public sealed class CredentialHash : ICredentialHash
{
    private readonly HMACSHA512 hmac = new(Encoding.UTF8.GetBytes("shop"));

    public Task<byte[]> Of(string password, byte[] salt)
    {
        var text = Encoding.UTF8.GetBytes(password);
        var all = new byte[text.Length + salt.Length];
        text.CopyTo(all, 0);
        Array.Copy(salt, 0, all, text.Length, salt.Length);
        return hmac.ComputeHashAsync(new MemoryStream(all)); //! BS0012: HMACSHA512
    }

    public void Dispose() => hmac.Dispose();
}
