// Details that only a developer's machine shows.
using Microsoft.AspNetCore.Mvc;

var builder = WebApplication.CreateBuilder(args);
var app = builder.Build();
if (app.Environment.IsDevelopment())
{
    app.UseDeveloperExceptionPage();
}

app.Run();

public sealed class ErrorMiddleware(RequestDelegate next, IHostEnvironment environment)
{
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
        }
        catch (Exception exception)
        {
            var problem = new ProblemDetails { Title = "Failure", Detail = environment.IsDevelopment() ? exception.ToString() : null };
            if (environment.IsDevelopment())
            {
                problem.Extensions["trace"] = exception.StackTrace;
            }

            await context.Response.WriteAsJsonAsync(problem);
        }
    }
}
