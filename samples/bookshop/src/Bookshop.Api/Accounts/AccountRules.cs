using System.Net.Mail;

namespace Bookshop.Api.Accounts;

/// <summary>What a request must hold before it reaches a service.</summary>
public static class AccountRules
{
    public const int MinimumPasswordLength = 10;
    public const int MaximumPasswordLength = 128;

    public static Dictionary<string, string[]> Check(RegisterRequest request)
    {
        var errors = new Dictionary<string, string[]>();
        if (request.Email is not { Length: <= 254 } || !MailAddress.TryCreate(request.Email, out _))
        {
            errors["email"] = ["An e-mail address is needed."];
        }

        if (request.DisplayName is not { Length: > 0 and <= 100 })
        {
            errors["displayName"] = ["A name of at most 100 characters is needed."];
        }

        if (request.Phone is { Length: > 30 })
        {
            errors["phone"] = ["A telephone number has at most 30 characters."];
        }

        CheckPassword(request.Password, "password", errors);
        return errors;
    }

    public static Dictionary<string, string[]> Check(ResetPasswordRequest request)
    {
        var errors = new Dictionary<string, string[]>();
        if (string.IsNullOrWhiteSpace(request.Token))
        {
            errors["token"] = ["The token of the mail is needed."];
        }

        CheckPassword(request.NewPassword, "newPassword", errors);
        return errors;
    }

    private static void CheckPassword(string? password, string field, Dictionary<string, string[]> errors)
    {
        if (password is not { Length: >= MinimumPasswordLength and <= MaximumPasswordLength })
        {
            errors[field] = [$"A password has {MinimumPasswordLength} to {MaximumPasswordLength} characters."];
        }
    }
}
