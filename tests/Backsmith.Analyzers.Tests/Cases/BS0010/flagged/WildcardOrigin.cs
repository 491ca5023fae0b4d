// The wildcard as an origin, and a policy object that is open.
using Microsoft.AspNetCore.Cors.Infrastructure;

public static class Setup
{
    public static CorsPolicy Build() => new CorsPolicyBuilder().WithOrigins("*").AllowCredentials().Build(); //! BS0010

    public static CorsPolicy Object() => new()
    {
        SupportsCredentials = true,
        IsOriginAllowed = origin => true, //! BS0010
    };
}
