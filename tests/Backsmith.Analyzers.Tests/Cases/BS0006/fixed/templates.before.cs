// The value and its place in the template go; what is left still reads.
public sealed record SignIn(string User, string Password);

public sealed class SignIns(ILogger<SignIns> logger)
{
    public void Failed(SignIn request)
    {
        logger.LogWarning("User {User} signed in with {Password}", request.User, request.Password);
    }
}
