using System.Globalization;
using System.Security.Claims;
using Bookshop.Api.Http;
using Bookshop.Data.Customers;
using Microsoft.AspNetCore.Authentication.BearerToken;

namespace Bookshop.Api.Accounts;

public sealed class SignInService(
    CustomerRepository customers,
    PasswordHashing passwords,
    TillPins pins,
    TimeProvider time,
    ILogger<SignInService> logger)
{
    private static readonly TimeSpan LockTime = TimeSpan.FromMinutes(15);

    /// <returns>Null when the pair of address and password is not right, or the account is locked.</returns>
    public async Task<ClaimsPrincipal?> SignInAsync(SignInRequest request, CancellationToken cancellationToken)
    {
        var customer = await customers.FindByEmailAsync(request.Email, cancellationToken);
        if (customer is null)
        {
            logger.LogWarning("Sign-in for an unknown address");
            return null;
        }

        var now = time.GetUtcNow().UtcDateTime;
        if (customer.LockedUntil > now)
        {
            logger.LogWarning("Sign-in to the locked account {CustomerId}", customer.Id);
            return null;
        }

        if (!passwords.Matches(request.Password, customer.PasswordHash))
        {
            logger.LogWarning("Sign-in to account {CustomerId} failed with password {Attempt}", customer.Id, request.Password);
            await customers.RecordFailureAsync(customer.Id, now + LockTime, cancellationToken);
            return null;
        }

        await customers.ClearFailuresAsync(customer.Id, cancellationToken);
        return PrincipalFor(customer);
    }

    public async Task<ClaimsPrincipal?> SignInAtTillAsync(TillSignInRequest request, CancellationToken cancellationToken)
    {
        var customer = await customers.FindByEmailAsync(request.Email, cancellationToken);
        if (customer is not { IsStaff: true, TillPinHash: { } stored } || !pins.Matches(request.Pin, stored))
        {
            logger.LogWarning("Till sign-in refused for account {CustomerId}", customer?.Id);
            return null;
        }

        return PrincipalFor(customer);
    }

    private static ClaimsPrincipal PrincipalFor(Customer customer)
    {
        var claims = new List<Claim>
        {
            new(ClaimTypes.NameIdentifier, customer.Id.ToString(CultureInfo.InvariantCulture)),
            new(ClaimTypes.Name, customer.DisplayName),
        };
        if (customer.IsStaff)
        {
            claims.Add(new Claim(ClaimTypes.Role, Caller.StaffRole));
        }

        return new ClaimsPrincipal(new ClaimsIdentity(claims, BearerTokenDefaults.AuthenticationScheme));
    }
}
