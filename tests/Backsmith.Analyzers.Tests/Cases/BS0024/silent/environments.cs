// HTTPS is required but in development, or a setting decides.
//? broken
using Microsoft.AspNetCore.Authentication.JwtBearer;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddAuthentication("Bearer").AddJwtBearer(options =>
{
    options.Authority = "https://login.example.com";
    options.RequireHttpsMetadata = !builder.Environment.IsDevelopment();
});
builder.Services.AddAuthentication("Other").AddJwtBearer(options =>
{
    options.Authority = "https://login.example.com";
    if (builder.Environment.IsDevelopment())
        options.RequireHttpsMetadata = false;
});
builder.Services.AddAuthentication("Third").AddJwtBearer(options =>
{
    options.Authority = "https://login.example.com";
    options.RequireHttpsMetadata = builder.Configuration.GetValue("Oidc:RequireHttps", true);
});
builder.Services.AddAuthentication("Fourth").AddJwtBearer(options =>
{
    options.RequireHttpsMetadata = true;
});
builder.Build().Run();
