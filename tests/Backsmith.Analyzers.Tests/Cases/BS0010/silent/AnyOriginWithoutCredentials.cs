// Any origin without credentials is how a public API is meant to be opened.
var builder = WebApplication.CreateBuilder(args);
builder.Services.AddCors(options =>
{
    options.AddDefaultPolicy(policy => policy.AllowAnyOrigin().AllowAnyHeader());
    options.AddPolicy("closed", policy => policy.SetIsOriginAllowed(_ => true).DisallowCredentials());
    options.AddPolicy("partners", policy => policy.WithOrigins("https://partner.example").AllowCredentials());
});
builder.Build().Run();
