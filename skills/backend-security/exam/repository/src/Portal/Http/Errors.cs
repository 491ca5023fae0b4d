namespace Portal.Http;

public static class Errors
{
    public static void UseErrors(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        try
        {
            await next(context);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            context.Response.Clear();
            await Results.Problem(statusCode: 500, title: failure.Message).ExecuteAsync(context);
        }
    });
}
