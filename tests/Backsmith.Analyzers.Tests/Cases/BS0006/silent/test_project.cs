// Test code may log what it made up.
//? assembly Shop.Tests
public sealed class Fixture(ILogger<Fixture> logger)
{
    public void Show(string password) => logger.LogInformation("In with {Password}", password);
}
