// A predicate that says yes to every origin, in a chain with credentials.
var builder = WebApplication.CreateBuilder(args);
builder.Services.AddCors(options =>
{
    options.AddDefaultPolicy(policy => policy
        .SetIsOriginAllowed(_ => true) //! BS0010: 'SetIsOriginAllowed' says yes to every origin
        .AllowAnyMethod()
        .AllowCredentials());
    options.AddPolicy("block", policy =>
    {
        policy.AllowCredentials();
        policy.AllowAnyHeader().SetIsOriginAllowed(origin => { return true; }); //! BS0010
    });
    options.AddPolicy("group", policy => policy.AllowCredentials().SetIsOriginAllowed(Everybody)); //! BS0010
    options.AddPolicy("present", policy => policy.SetIsOriginAllowed(origin => !string.IsNullOrEmpty(origin)).AllowCredentials()); //! BS0010
});
var app = builder.Build();
app.UseCors(policy => policy.AllowAnyHeader().AllowAnyOrigin().AllowCredentials()); //! BS0010: 'AllowAnyOrigin' is used
app.Run();

static bool Everybody(string origin) => true;
