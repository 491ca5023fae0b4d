namespace Portal.Accounts;

public sealed record SignIn(string? User, string? Password);

public static class SessionEndpoints
{
    public static void MapSessions(this IEndpointRouteBuilder routes) => routes.MapPost("/api/v1/sessions", SignIn);

    private static IResult SignIn(SignIn request, AccountStore accounts, SessionStore sessions)
    {
        if (string.IsNullOrWhiteSpace(request.User) || request.User.Length > 100)
        {
            return Invalid("user");
        }

        if (string.IsNullOrEmpty(request.Password) || request.Password.Length > 200)
        {
            return Invalid("password");
        }

        var account = accounts.Find(request.User.Trim());
        if (account is null)
        {
            return Results.Problem(statusCode: 401, title: $"There is no user '{request.User}'.");
        }

        if (!AccountStore.Matches(account, request.Password))
        {
            return Results.Problem(statusCode: 401, title: "The password is wrong.");
        }

        var session = sessions.Start(account.Name);
        return Results.Ok(new { token = session.Token, expiresAt = session.ExpiresAt });
    }

    private static IResult Invalid(string field) => Results.ValidationProblem(new Dictionary<string, string[]> { [field] = ["Missing or too long."] });
}
