// Tokens, codes and passwords that are made of System.Random, as characters, digits or bytes.
using System.Text;

public sealed class Person
{
    public string ResetToken { get; set; } = "";
    public string? VerificationCode { get; set; }
    public string ApiKey { get; set; } = "";
}

public sealed class Tokens
{
    private const string Characters = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
    private static readonly Random Generator = new();

    public void Forget(Person person)
    {
        person.ResetToken = RandomString(24);
        person.VerificationCode = Random.Shared.Next(100000, 999999).ToString(); //! BS0017: 'VerificationCode'
    }

    public string CreatePassword()
    {
        var text = new StringBuilder();
        for (var i = 0; i < 12; i++)
        {
            text.Append(Characters[Generator.Next(Characters.Length)]); //! BS0017: 'CreatePassword'
        }

        return text.ToString();
    }

    public Person Open()
    {
        var bytes = new byte[32];
        new Random().NextBytes(bytes); //! BS0017: 'ApiKey'
        return new Person { ApiKey = Convert.ToBase64String(bytes) };
    }

    public string GenerateOtp() => string.Concat(Enumerable.Range(0, 6).Select(_ => Generator.Next(0, 10))); //! BS0017: System.Random

    private static string RandomString(int length) =>
        new(Enumerable.Repeat(Characters, length).Select(s => s[Generator.Next(s.Length)]).ToArray()); //! BS0017: 'ResetToken'
}
