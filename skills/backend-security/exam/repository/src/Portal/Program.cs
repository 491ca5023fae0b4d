using Microsoft.AspNetCore.Authentication;
using Portal.Accounts;
using Portal.Documents;
using Portal.Http;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddSingleton(TimeProvider.System);
builder.Services.AddSingleton<AccountStore>();
builder.Services.AddSingleton<SessionStore>();
builder.Services.AddSingleton<DocumentStore>();
builder.Services.AddAuthentication(TokenAuthentication.Scheme).AddScheme<AuthenticationSchemeOptions, TokenAuthentication>(TokenAuthentication.Scheme, null);
builder.Services.AddAuthorization();
builder.Services.AddCors(options => options.AddDefaultPolicy(policy => policy.SetIsOriginAllowed(_ => true).AllowAnyHeader().AllowAnyMethod().AllowCredentials()));

var app = builder.Build();
app.UseErrors();
app.UseCors();
app.UseAuthentication();
app.UseAuthorization();
app.MapGet("/health", () => Results.Ok(new { status = "up" }));
app.MapSessions();
app.MapDocuments();
app.Run();
