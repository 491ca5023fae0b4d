using Bookshop.Data.Customers;

namespace Bookshop.Api.Accounts;

public enum RegistrationOutcome
{
    Registered,
    EmailTaken,
}

public sealed class RegistrationService(
    CustomerRepository customers,
    PasswordHashing passwords,
    TimeProvider time,
    ILogger<RegistrationService> logger)
{
    public async Task<(RegistrationOutcome Outcome, Customer? Customer)> RegisterAsync(
        RegisterRequest request, CancellationToken cancellationToken)
    {
        if (await customers.EmailIsTakenAsync(request.Email, cancellationToken))
        {
            return (RegistrationOutcome.EmailTaken, null);
        }

        var customer = new Customer
        {
            Email = request.Email,
            DisplayName = request.DisplayName.Trim(),
            Phone = request.Phone,
            PasswordHash = passwords.Hash(request.Password),
            CreatedAt = time.GetUtcNow().UtcDateTime,
        };
        await customers.AddAsync(customer, cancellationToken);
        logger.LogInformation("Customer {CustomerId} registered", customer.Id);
        return (RegistrationOutcome.Registered, customer);
    }
}
