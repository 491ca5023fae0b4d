using System.Net;
using System.Net.Http.Json;
using Microsoft.Extensions.Options;

namespace Bookshop.Api.Payments;

/// <summary>The provider's HTTP interface: charge a card, give a charge back.</summary>
public sealed class PaymentGateway(HttpClient http, IOptions<PaymentOptions> options, ILogger<PaymentGateway> logger)
{
    public async Task<ChargeAnswer> ChargeAsync(
        string orderNumber, int amountCents, CardPayment card, CancellationToken cancellationToken)
    {
        var request = new ChargeRequest(
            options.Value.MerchantId, orderNumber, amountCents, card.CardNumber, card.Expiry, card.SecurityCode);
        try
        {
            using var message = new HttpRequestMessage(HttpMethod.Post, "v1/charges");
            message.Content = JsonContent.Create(request);
            message.Headers.Add("Idempotency-Key", orderNumber);
            using var response = await http.SendAsync(message, cancellationToken);
            if (response.StatusCode == HttpStatusCode.PaymentRequired)
            {
                throw new PaymentDeclinedException("The card was declined.");
            }

            response.EnsureSuccessStatusCode();
            return await response.Content.ReadFromJsonAsync<ChargeAnswer>(cancellationToken)
                ?? throw new HttpRequestException("The payment provider sent an empty answer.");
        }
        catch (HttpRequestException ex)
        {
            logger.LogError("The charge for order {OrderNumber} failed with {Status}", orderNumber, ex.StatusCode);
            throw ex;
        }
    }

    public async Task RefundAsync(string reference, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await http.PostAsync(
                $"v1/charges/{Uri.EscapeDataString(reference)}/refund", content: null, cancellationToken);
            response.EnsureSuccessStatusCode();
        }
        catch (HttpRequestException exception)
        {
            logger.LogError(exception, "The refund of {Reference} failed", reference);
            throw;
        }
    }
}
