// GUIDs, checksums, public keys and certificates, base64 of public content, and markers of a format.
public static class Identifiers
{
    public static readonly Guid Tenant = new("3f2504e0-4f89-41d3-9a0c-0305e82c3301");
    public const string ClientId = "0oa5x7Qw2Zx9Lm4Tn8Vb";
    public const string Checksum = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
    public const string Image = "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
    public const string PublicKey = "-----BEGIN PUBLIC KEY-----\nMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEx7Q2w9Z4m1L8t5N3v6HbKd0Ps==\n-----END PUBLIC KEY-----";
    public const string Begin = "-----BEGIN PRIVATE KEY-----";
    public const string End = "-----END PRIVATE KEY-----";
    public const string Migration = "20240117093045_AddTokens";
    public const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    public const string TokenAlphabet = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
}
