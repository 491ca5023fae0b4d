namespace Bookshop.Api.Accounts;

public sealed record RegisterRequest(string Email, string Password, string DisplayName, string? Phone);

public sealed record SignInRequest(string Email, string Password);

public sealed record TillSignInRequest(string Email, string Pin);

public sealed record ForgotPasswordRequest(string Email);

public sealed record ResetPasswordRequest(string Token, string NewPassword);

public sealed record ProfileView(int Id, string Email, string DisplayName, string? Phone, bool IsStaff);

public sealed record ProfileUpdate(string DisplayName, string? Phone);
