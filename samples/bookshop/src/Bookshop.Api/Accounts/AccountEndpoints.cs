using System.Security.Claims;
using Bookshop.Api.Http;
using Bookshop.Data.Customers;
using Microsoft.AspNetCore.Authentication.BearerToken;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Bookshop.Api.Accounts;

public static class AccountEndpoints
{
    public static IServiceCollection AddAccounts(this IServiceCollection services)
    {
        services.AddAuthentication(BearerTokenDefaults.AuthenticationScheme)
            .AddBearerToken(options => options.BearerTokenExpiration = TimeSpan.FromHours(1));
        services.AddAuthorizationBuilder()
            .AddPolicy(Caller.StaffPolicy, policy => policy.RequireRole(Caller.StaffRole));
        services.AddSingleton<PasswordHashing>();
        services.AddSingleton<TillPins>();
        services.AddSingleton<ResetTokens>();
        services.AddScoped<SignInService>();
        services.AddScoped<RegistrationService>();
        services.AddScoped<PasswordResetService>();
        return services;
    }

    public static void MapAccounts(this IEndpointRouteBuilder routes)
    {
        var accounts = routes.MapGroup("/api/accounts");
        accounts.MapPost("/register", RegisterAsync);
        accounts.MapPost("/sign-in", SignInAsync);
        accounts.MapPost("/till/sign-in", SignInAtTillAsync);
        accounts.MapPost("/forgot-password", ForgotPasswordAsync);
        accounts.MapPost("/reset-password", ResetPasswordAsync);
        accounts.MapGet("/me", MeAsync).RequireAuthorization();
        accounts.MapPut("/me", UpdateMeAsync).RequireAuthorization();
    }

    private static async Task<Results<Created<ProfileView>, ValidationProblem, Conflict<string>>> RegisterAsync(
        RegisterRequest request, RegistrationService registration, CancellationToken cancellationToken)
    {
        var errors = AccountRules.Check(request);
        if (errors.Count > 0)
        {
            return TypedResults.ValidationProblem(errors);
        }

        var (outcome, customer) = await registration.RegisterAsync(request, cancellationToken);
        return outcome == RegistrationOutcome.Registered
            ? TypedResults.Created("/api/accounts/me", ToView(customer!))
            : TypedResults.Conflict("The e-mail address is already in use.");
    }

    private static async Task<Results<SignInHttpResult, UnauthorizedHttpResult>> SignInAsync(
        SignInRequest request, SignInService signIn, CancellationToken cancellationToken)
    {
        var principal = await signIn.SignInAsync(request, cancellationToken);
        return principal is null
            ? TypedResults.Unauthorized()
            : TypedResults.SignIn(principal, authenticationScheme: BearerTokenDefaults.AuthenticationScheme);
    }

    private static async Task<Results<SignInHttpResult, UnauthorizedHttpResult>> SignInAtTillAsync(
        TillSignInRequest request, SignInService signIn, CancellationToken cancellationToken)
    {
        var principal = await signIn.SignInAtTillAsync(request, cancellationToken);
        return principal is null
            ? TypedResults.Unauthorized()
            : TypedResults.SignIn(principal, authenticationScheme: BearerTokenDefaults.AuthenticationScheme);
    }

    private static async Task<Accepted> ForgotPasswordAsync(
        ForgotPasswordRequest request, PasswordResetService resets, CancellationToken cancellationToken)
    {
        await resets.RequestAsync(request.Email, cancellationToken);
        return TypedResults.Accepted((string?)null);
    }

    private static async Task<Results<NoContent, ValidationProblem, BadRequest<string>>> ResetPasswordAsync(
        ResetPasswordRequest request, PasswordResetService resets, CancellationToken cancellationToken)
    {
        var errors = AccountRules.Check(request);
        if (errors.Count > 0)
        {
            return TypedResults.ValidationProblem(errors);
        }

        return await resets.ResetAsync(request, cancellationToken)
            ? TypedResults.NoContent()
            : TypedResults.BadRequest("The link is not valid any more.");
    }

    private static async Task<Results<Ok<ProfileView>, NotFound>> MeAsync(
        ClaimsPrincipal user, CustomerRepository customers, CancellationToken cancellationToken)
    {
        var customer = await customers.FindAsync(user.CustomerId(), cancellationToken);
        return customer is null ? TypedResults.NotFound() : TypedResults.Ok(ToView(customer));
    }

    private static async Task<Results<Ok<ProfileView>, NotFound, ValidationProblem>> UpdateMeAsync(
        ProfileUpdate update, ClaimsPrincipal user, CustomerRepository customers, CancellationToken cancellationToken)
    {
        if (update.DisplayName is not { Length: > 0 and <= 100 } || update.Phone is { Length: > 30 })
        {
            return TypedResults.ValidationProblem(
                new Dictionary<string, string[]> { ["displayName"] = ["A name of at most 100 characters is needed."] });
        }

        var customer = await customers.FindAsync(user.CustomerId(), cancellationToken);
        if (customer is null)
        {
            return TypedResults.NotFound();
        }

        customer.DisplayName = update.DisplayName.Trim();
        customer.Phone = update.Phone;
        await customers.SaveAsync(cancellationToken);
        return TypedResults.Ok(ToView(customer));
    }

    private static ProfileView ToView(Customer customer) =>
        new(customer.Id, customer.Email, customer.DisplayName, customer.Phone, customer.IsStaff);
}
