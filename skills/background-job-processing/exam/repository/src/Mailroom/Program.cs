using System.Text.Json;
using System.Text.Json.Serialization;
using Mailroom.Http;
using Mailroom.Jobs;
using Mailroom.Letters;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddSingleton(TimeProvider.System);
builder.Services.AddSingleton<JobStore>();
builder.Services.AddSingleton<JobRunner>();
builder.Services.AddHostedService<JobWorker>();
builder.Services.AddSingleton<IMailTransport, LoggedMail>();
builder.Services.AddSingleton<IJobHandler, LetterHandler>();
builder.Services.ConfigureHttpJsonOptions(json =>
    json.SerializerOptions.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false)));

var app = builder.Build();
app.UseMiddleware<ErrorHandling>();
app.MapLetters();
app.MapJobs();
app.Run();
