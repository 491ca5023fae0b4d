namespace Bookshop.Api.Payments;

public sealed record CardPayment(string CardNumber, string Expiry, string SecurityCode, string Holder);

public sealed record PaymentView(string Reference, int AmountCents, bool IsSettled);

public sealed record ChargeRequest(
    string MerchantId, string OrderNumber, int AmountCents, string CardNumber, string Expiry, string SecurityCode);

public sealed record ChargeAnswer(string Reference, string Status);

public sealed record WebhookEvent(string EventId, string Type, string Reference);

public sealed class PaymentOptions
{
    public required Uri BaseUrl { get; set; }

    public required string MerchantId { get; set; }

    public required string ApiKey { get; set; }
}

/// <summary>The provider answered, and the answer was no.</summary>
public sealed class PaymentDeclinedException(string reason) : Exception(reason);
