// Accounts whose password is stored as it came and compared with what was typed.
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

public sealed class Account
{
    public int Id { get; set; }
    public string Email { get; set; } = "";
    public string Password { get; set; } = "";
}

public sealed record Credentials(string Email, string Password);

public sealed class Shop(DbContextOptions<Shop> options) : DbContext(options)
{
    public DbSet<Account> Accounts => Set<Account>();
}

public sealed class AccountService(Shop shop)
{
    public async Task RegisterAsync(string email, string password)
    {
        var account = new Account { Email = email };
        account.Password = password; //! BS0023: 'Account.Password'
        shop.Accounts.Add(account);
        await shop.SaveChangesAsync();
    }
}

[ApiController]
[Route("accounts")]
public sealed class AccountsController(Shop shop, AccountService accounts) : ControllerBase
{
    [HttpPost("login")]
    public async Task<IActionResult> Login(Credentials credentials)
    {
        var account = await shop.Accounts.FirstOrDefaultAsync(a => a.Email == credentials.Email && a.Password == credentials.Password); //! BS0023: compared
        return account is null ? Unauthorized() : Ok();
    }

    [HttpPost("open")]
    public async Task<IActionResult> Open(Credentials credentials)
    {
        var account = await shop.Accounts.FirstAsync(a => a.Email == credentials.Email);
        if (!account.Password.Equals(credentials.Password)) //! BS0023: compared
            return Unauthorized();
        await accounts.RegisterAsync(credentials.Email, credentials.Password);
        shop.Accounts.Add(new Account
        {
            Email = credentials.Email,
            Password = credentials.Password, //! BS0023: takes the password
        });
        return Ok();
    }
}
