// Tests wait as they like.
//? assembly Shop.Tests
public sealed class CountTests(HttpClient http)
{
    public void Answers() => Console.WriteLine(http.GetAsync("/").Result);
}
