// A clock and the first digits of a GUID are no secret.
public sealed class Sessions
{
    public string NewSessionToken() => DateTime.UtcNow.Ticks.ToString("x"); //! BS0017: the clock

    public string TemporaryPassword()
    {
        var password = Guid.NewGuid().ToString().Substring(0, 8); //! BS0017: first digits
        return password;
    }

    public string InviteCode() => Guid.NewGuid().ToString("N")[..6]; //! BS0017

    public object Register(string email)
    {
        var random = new Random();
        var code = random.Next(1000, 9999); //! BS0017: 'code'
        return new { email, code };
    }
}
