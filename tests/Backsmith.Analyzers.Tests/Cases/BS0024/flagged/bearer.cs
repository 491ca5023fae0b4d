// Tokens of an authority are checked with keys that may be fetched over plain HTTP.
using Microsoft.AspNetCore.Authentication.OpenIdConnect;

var builder = WebApplication.CreateBuilder(args);
builder.Services.Configure<OpenIdConnectOptions>("oidc", options =>
{
    options.Authority = builder.Configuration["Oidc:Authority"];
    options.RequireHttpsMetadata = false; //! BS0024: signing keys
});
builder.Build().Run();

namespace Microsoft.AspNetCore.Authentication.OpenIdConnect
{
    public sealed class OpenIdConnectOptions
    {
        public string? Authority { get; set; }
        public bool RequireHttpsMetadata { get; set; } = true;
    }
}
