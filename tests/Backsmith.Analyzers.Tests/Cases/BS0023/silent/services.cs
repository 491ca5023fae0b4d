// The application signs in elsewhere with the password, which therefore has to be kept; a request is no store.
using Microsoft.EntityFrameworkCore;

public sealed class MailAccount
{
    public int Id { get; set; }
    public string Host { get; set; } = "";
    public int Port { get; set; }
    public string Password { get; set; } = "";
}

public sealed record MailRequest(string Host, int Port, string Password);

public sealed class LoginModel
{
    public string Password { get; set; } = "";
}

public sealed class Shop(DbContextOptions<Shop> options) : DbContext(options)
{
    public DbSet<MailAccount> Mail => Set<MailAccount>();
}

public sealed class Mail(Shop shop)
{
    public void Add(MailRequest request) => shop.Mail.Add(new MailAccount { Host = request.Host, Port = request.Port, Password = request.Password });

    public LoginModel Copy(MailRequest request) => new() { Password = request.Password };
}
