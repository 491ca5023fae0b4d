using System.Text.Json;
using System.Text.Json.Serialization;
using Courses.Bookings;
using Courses.Catalogue;
using Courses.Http;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddSingleton(TimeProvider.System);
builder.Services.AddSingleton<CourseStore>();
builder.Services.AddSingleton<BookingStore>();
builder.Services.AddScoped<BookingDesk>();
builder.Services.ConfigureHttpJsonOptions(json =>
    json.SerializerOptions.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false)));

var app = builder.Build();
app.UseMiddleware<ErrorHandling>();
app.MapCourses();
app.MapBookings();
app.Run();
