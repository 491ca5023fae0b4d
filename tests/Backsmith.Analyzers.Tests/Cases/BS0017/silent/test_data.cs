// Test data may be drawn from anything.
//? assembly Shop.Tests
public sealed class People
{
    public string Password() => "P" + new Random(1).Next();

    public string Token() => new Random().Next().ToString();
}
