// Minimal endpoints and a middleware that redirect to a value of the query, also by a header.
var app = WebApplication.CreateBuilder(args).Build();
app.MapGet("/go", (string to) => Results.Redirect(to)); //! BS0031: 'Results.Redirect'
app.MapGet("/typed", (string to) => TypedResults.Redirect(to, permanent: true)); //! BS0031
app.MapGet("/uri", (string to) => Results.Redirect(new Uri(to).ToString())); //! BS0031
app.Use(async (context, next) =>
{
    if (context.Request.Query.TryGetValue("continue", out var address))
    {
        context.Response.StatusCode = 302;
        context.Response.Headers.Location = address; //! BS0031
        return;
    }

    await next(context);
});
app.Run();
