// Top-level statements that give a named client a handler without a check.
using System.Net.Http;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddHttpClient("carrier").ConfigurePrimaryHttpMessageHandler(() =>
{
    var handler = new HttpClientHandler();
    handler.ServerCertificateCustomValidationCallback = (_, _, _, _) => { return true; }; //! BS0013: 'Program'
    return handler;
});
builder.Build().Run();
