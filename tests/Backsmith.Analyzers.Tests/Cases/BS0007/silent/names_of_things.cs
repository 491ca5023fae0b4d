// Names of settings, headers, claims, routes, form fields and error codes.
public static class Names
{
    public const string ApiKey = "ApiKey";
    public const string ApiKeyHeader = "X-Api-Key";
    public const string AccessToken = "access_token";
    public const string RefreshToken = "refreshToken";
    public const string Password = "password";
    public const string ClientSecret = "Authentication:Google:ClientSecret";
    public const string NewPassword = "new-password";
    public const string PasswordField = "txtPassword2";
    public const string ResetPassword = "/account/reset-password";
    public const string InvalidPassword = "error.password.invalid42";
    public const string PasswordPattern = "^(?=.*[A-Z])(?=.*\\d).{8,}$";
    public const string SecretsFolder = "/run/secrets/shop";
    public const string PrivateKey = "keys/private.pem";
    public const string TokenUrl = "https://login.example.com/connect/token";
    public const string PublicKeyToken = "b03f5f7f11d50a3a";
    public const string PasswordHash = "AQAAAAIAAYagAAAAEFb3v7Kq2mZ9xT4wL8sR1pN6yJ0cH5dG==";
    public const string PartitionKey = "Order7Qw2Zx9Lm4Tn8Vb3";
}

public sealed class Reader(IConfiguration settings)
{
    public string Key => settings["Jwt:Key"]!;

    public string? Secret { get; set; } = settings.GetSection("Payments").GetValue<string>("ClientSecret");

    public string Password => Environment.GetEnvironmentVariable("SMTP_PASSWORD") ?? "";
}
