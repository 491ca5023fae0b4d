
var builder = WebApplication.CreateBuilder(args);
builder.Services.AddAuthentication("Bearer").AddJwtBearer(options =>
{
    options.Authority = builder.Configuration["Authority"];
    options.RequireHttpsMetadata = true;
});
builder.Services.AddAuthentication("Local").AddJwtBearer(options =>
{
    options.Authority = "http://login";
    options.RequireHttpsMetadata = false;
});
builder.Build().Run();
