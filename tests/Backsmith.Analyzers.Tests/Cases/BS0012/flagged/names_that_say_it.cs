// The parameter has a neutral name, the method says what it hashes; also the streaming and one-shot forms.
using System.Security.Cryptography;
using System.Text;

public static class Encryptor
{
    public static string HashPassword(string input)
    {
        var builder = new StringBuilder();
        foreach (var b in SHA512.HashData(Encoding.Unicode.GetBytes(input))) //! BS0012: 'input' of 'Encryptor.HashPassword'
            builder.Append(b.ToString("x2"));
        return builder.ToString();
    }

    public static byte[] Streamed(string pwd, byte[] salt)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(salt);
        hash.AppendData(Encoding.UTF8.GetBytes(pwd)); //! BS0012: 'pwd'
        return hash.GetHashAndReset();
    }

    public static byte[] OneShot(ReadOnlySpan<char> passcode)
    {
        var buffer = new byte[Encoding.UTF8.GetByteCount(passcode)];
        Encoding.UTF8.GetBytes(passcode, buffer);
        return CryptographicOperations.HashData(HashAlgorithmName.SHA256, buffer); //! BS0012: 'passcode'
    }

    public static byte[] Repeated(string password, byte[] salt)
    {
        using var sha = SHA256.Create();
        byte[] round = sha.ComputeHash([.. salt, .. Encoding.ASCII.GetBytes(password)]); //! BS0012: 'password'
        for (var i = 0; i < 1000; i++)
            round = sha.ComputeHash(round);
        return round;
    }
}
