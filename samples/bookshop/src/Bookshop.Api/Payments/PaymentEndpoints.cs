using System.Security.Claims;
using System.Text.Json;
using Bookshop.Api.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace Bookshop.Api.Payments;

public static class PaymentEndpoints
{
    private const int MaximumWebhookBytes = 64 * 1024;

    public static IServiceCollection AddPayments(this IServiceCollection services, IConfiguration configuration)
    {
        services.Configure<PaymentOptions>(configuration.GetSection("Payments"));
        services.AddSingleton<WebhookSignature>();
        services.AddScoped<PaymentService>();
        services.AddHttpClient<PaymentGateway>((provider, client) =>
        {
            var options = provider.GetRequiredService<IOptions<PaymentOptions>>().Value;
            client.BaseAddress = options.BaseUrl;
            client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", "Bearer " + options.ApiKey);
        });
        return services;
    }

    public static void MapPayments(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/orders/{orderId:int}/payment", PayAsync).RequireAuthorization();

    public static void MapPaymentWebhook(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/webhooks/payments", ReceiveAsync);

    private static async Task<Results<Ok<PaymentView>, NotFound, ValidationProblem, ProblemHttpResult>> PayAsync(
        int orderId, CardPayment card, ClaimsPrincipal user, PaymentService payments, CancellationToken cancellationToken)
    {
        if (card.CardNumber is not { Length: >= 12 and <= 19 } number || !number.All(char.IsAsciiDigit))
        {
            return TypedResults.ValidationProblem(
                new Dictionary<string, string[]> { ["cardNumber"] = ["A card number has 12 to 19 digits."] });
        }

        try
        {
            var paid = await payments.PayAsync(orderId, user.CustomerId(), card, cancellationToken);
            return paid is null ? TypedResults.NotFound() : TypedResults.Ok(paid);
        }
        catch (PaymentDeclinedException declined)
        {
            return TypedResults.Problem(declined.Message, statusCode: StatusCodes.Status402PaymentRequired);
        }
        catch (HttpRequestException)
        {
            return TypedResults.Problem(
                "The payment provider cannot be reached; nothing was charged.",
                statusCode: StatusCodes.Status502BadGateway);
        }
    }

    private static async Task<IResult> ReceiveAsync(
        HttpRequest request, WebhookSignature signature, PaymentService payments, CancellationToken cancellationToken)
    {
        if (request.ContentLength is null or > MaximumWebhookBytes)
        {
            return TypedResults.BadRequest("A body of known and moderate length is needed.");
        }

        using var reader = new StreamReader(request.Body);
        var body = reader.ReadToEndAsync(cancellationToken).Result;
        if (!signature.IsValid(body, request.Headers[WebhookSignature.HeaderName]))
        {
            return TypedResults.Unauthorized();
        }

        WebhookEvent? received;
        try
        {
            received = JsonSerializer.Deserialize<WebhookEvent>(body, JsonSerializerOptions.Web);
        }
        catch (JsonException)
        {
            received = null;
        }

        if (received is not { EventId.Length: > 0, Type.Length: > 0, Reference.Length: > 0 })
        {
            return TypedResults.BadRequest("The event is not complete.");
        }

        await payments.ApplyAsync(received, cancellationToken);
        return TypedResults.NoContent();
    }
}
