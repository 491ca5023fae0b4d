// Texts whose shape says what they are, wherever they stand.
public sealed class Deploy(HttpClient http)
{
    public Task<string> ListAsync()
    {
        http.DefaultRequestHeaders.Add("Authorization", "Bearer " + "ghp_" + "a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8"); //! BS0007: a GitHub token
        return http.GetStringAsync("repos");
    }

    public static string Storage() =>
        "DefaultEndpointsProtocol=https;AccountName=shop;AccountKey=" + "dGhpcyBpcyBub3QgYSByZWFsIGtleSBidXQgaXQgaXMgbG9uZyBlbm91Z2ggdG8gbG9vayBsaWtlIG9uZQ==;EndpointSuffix=core.windows.net"; //! BS0007

    public static string Pem() =>
        "-----BEGIN PRIVATE KEY-----\n" + //! BS0007: a private key
        "MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQDBNotAKeyAtAllJustText\n" +
        "c2VudGVuY2VzIHRoYXQgbm9ib2R5IHJlYWRzIGFyZSBzdGlsbCBzZW50ZW5jZXMgYW5kIGxv\n" +
        "-----END PRIVATE KEY-----";
}
