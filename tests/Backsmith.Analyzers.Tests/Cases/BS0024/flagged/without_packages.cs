// The package of the bearer handler could not be had; without an authority the line is a note.
//? broken
using Microsoft.AspNetCore.Authentication.JwtBearer;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddAuthentication("Bearer").AddJwtBearer(options =>
{
    options.Authority = "https://login.example.com";
    options.RequireHttpsMetadata = false; //! BS0024: development
});
builder.Services.AddAuthentication("Own").AddJwtBearer(options =>
{
    options.RequireHttpsMetadata = false; //! BS0024: no authority
    options.SaveToken = true;
});
builder.Build().Run();
