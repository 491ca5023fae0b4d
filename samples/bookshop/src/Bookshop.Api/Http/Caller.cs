using System.Globalization;
using System.Security.Claims;

namespace Bookshop.Api.Http;

public static class Caller
{
    public const string StaffRole = "staff";
    public const string StaffPolicy = "staff";

    /// <summary>The id of the signed-in customer; only for endpoints that ask for authentication.</summary>
    public static int CustomerId(this ClaimsPrincipal user) =>
        int.Parse(
            user.FindFirstValue(ClaimTypes.NameIdentifier)
                ?? throw new InvalidOperationException("The endpoint does not require a signed-in customer."),
            CultureInfo.InvariantCulture);

    public static string ActorName(this ClaimsPrincipal user) => "customer:" + user.CustomerId();
}
