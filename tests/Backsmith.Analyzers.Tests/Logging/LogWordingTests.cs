using Backsmith.CodeFixes.Logging;
using Shouldly;
using Xunit;

namespace Backsmith.Analyzers.Tests.Logging;

/// <summary>The value to leave out begins with an exclamation mark.</summary>
public sealed class LogWordingTests
{
    [Theory]
    [InlineData("User {User} signed in with {!Password}", "User {User} signed in")]
    [InlineData("Login failed for user {!Email} from {Ip}", "Login failed from {Ip}")]
    [InlineData("Login failed for user '{!Email}' with wrong password", "Login failed with wrong password")]
    [InlineData("Login failed with wrong password {!Password}", "Login failed with wrong password")]
    [InlineData("Failed login attempt: {!Email}", "Failed login attempt")]
    [InlineData("Failed login attempt: {User}/{!Password}", "Failed login attempt: {User}/***")]
    [InlineData("Invalid token {!Token} for user {UserId}", "Invalid token for user {UserId}")]
    [InlineData("Token '{!Token}' has expired", "Token has expired")]
    [InlineData("User {UserId} changed email from {!OldEmail} to {NewEmail}", "User {UserId} changed email to {NewEmail}")]
    [InlineData("New user registered: {Name} <{!Email}>", "New user registered: {Name}")]
    [InlineData("New user: {Name}, {!Email}, {Phone}", "New user: {Name}, {Phone}")]
    [InlineData("Sending email to {!Email}...", "Sending email...")]
    [InlineData("Processing payment with card {!CardNumber} and cvv {Cvv}", "Processing payment with card *** and cvv {Cvv}")]
    [InlineData("Processing payment with card *** and cvv {!Cvv}", "Processing payment with card ***")]
    [InlineData("Payment {Id}: card {!CardNumber}, amount {Amount}", "Payment {Id}: amount {Amount}")]
    [InlineData("Payment {Id}: amount {Amount}, card {!CardNumber}", "Payment {Id}: amount {Amount}")]
    [InlineData("Connection string is {!ConnectionString}", "Connection string is ***")]
    [InlineData("Calling {Url} with API key {!ApiKey}", "Calling {Url}")]
    [InlineData("Calling {Url}?token={!Token}", "Calling {Url}?token=***")]
    [InlineData("Email={!Email} Password={Password}", "Password={Password}")]
    [InlineData("user={User};password={!Password};ip={Ip}", "user={User};ip={Ip}")]
    [InlineData("Customer {Id} ({!Email}, {Phone}) created", "Customer {Id} (***, {Phone}) created")]
    [InlineData("License of user {0}({!Email}) checked", "License of user {0} checked")]
    [InlineData("Password reset requested for {!Email}. Link sent.", "Password reset requested. Link sent.")]
    [InlineData("{!Email} could not be verified", "*** could not be verified")]
    [InlineData("An account with the email {!Email} already exists", "An account already exists")]
    [InlineData("Password for {User} is {!Password}", "Password for {User} is ***")]
    public void Leaves_a_message_that_reads(string message, string left)
    {
        var from = message.IndexOf("{!", StringComparison.Ordinal);
        var plain = message.Remove(from + 1, 1);
        LogWording.Without(plain, from, plain.IndexOf('}', from) + 1).Apply(plain).ShouldBe(left);
    }
}
