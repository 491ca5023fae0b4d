// A policy that only a developer's machine uses.
var builder = WebApplication.CreateBuilder(args);
builder.Services.AddCors(options =>
{
    if (builder.Environment.IsDevelopment())
    {
        options.AddDefaultPolicy(policy => policy.SetIsOriginAllowed(_ => true).AllowCredentials());
    }
    else
    {
        options.AddDefaultPolicy(policy => policy.WithOrigins("https://shop.example").AllowCredentials());
    }
});
builder.Build().Run();
