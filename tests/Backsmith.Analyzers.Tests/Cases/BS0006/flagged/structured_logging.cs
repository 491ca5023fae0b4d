// Passwords, tokens, card numbers and addresses given to a template, as they stand or inside a longer text.
using Microsoft.AspNetCore.Mvc;

public sealed record SignIn(string Email, string Password);

public sealed record Card(string CardNumber, string Cvv, string Holder);

public sealed class AccountController(ILogger<AccountController> logger) : ControllerBase
{
    [HttpPost("sign-in")]
    public IActionResult SignIn(SignIn request)
    {
        logger.LogInformation("Sign-in of {Email}", request.Email); //! BS0006: 'Email' is personal data
        logger.LogWarning("Sign-in failed with {Password}", request.Password); //! BS0006: 'Password' is a secret
        logger.LogDebug($"Tried {request.Password}"); //! BS0006
        var text = "Password: " + request.Password;
        logger.LogError(text); //! BS0006
        return Ok();
    }

    [HttpPost("pay")]
    public IActionResult Pay(Card card)
    {
        logger.LogInformation("Charging {Card}", Describe(card)); //! BS0006
        return Ok();
    }

    [HttpPost("call")]
    public IActionResult Call([FromHeader] string authorization)
    {
        logger.Log(LogLevel.Trace, "Headers: {Authorization}", authorization); //! BS0006
        using var scope = logger.BeginScope("token {Token}", Request.Headers["X-Api-Key"].ToString()); //! BS0006
        return Ok();
    }

    private static string Describe(Card card) => $"{card.Holder} {card.CardNumber}";
}
