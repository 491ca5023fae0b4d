// Origins that are named, in code or in configuration, may send credentials.
var builder = WebApplication.CreateBuilder(args);
var origins = builder.Configuration.GetSection("Cors:Origins").Get<string[]>() ?? [];
builder.Services.AddCors(options =>
{
    options.AddDefaultPolicy(policy => policy.WithOrigins(origins).AllowCredentials());
    options.AddPolicy("one", policy => policy.WithOrigins("https://shop.example").AllowAnyHeader().AllowCredentials());
    options.AddPolicy("rule", policy => policy.SetIsOriginAllowed(origin => origins.Contains(origin)).AllowCredentials());
    options.AddPolicy("sub", policy => policy.SetIsOriginAllowed(origin => new Uri(origin).Host.EndsWith(".shop.example", StringComparison.Ordinal)).AllowCredentials());
});
builder.Build().Run();
