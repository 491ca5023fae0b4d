// The password is hashed on the way to the store, by the caller, the setter or Identity.
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

public sealed class Account
{
    public int Id { get; set; }
    public string Email { get; set; } = "";
    public string Password { get; set; } = "";
}

public sealed class Member
{
    public int Id { get; set; }
    public string Pin { get; set; } = "";
    public string PasswordHash { get; set; } = "";
}

public sealed class Registration
{
    public string Email { get; set; } = "";
    public string Password { get; set; } = "";
    public string ConfirmPassword { get; set; } = "";
}

public sealed class Shop(DbContextOptions<Shop> options) : DbContext(options)
{
    public DbSet<Account> Accounts => Set<Account>();
    public DbSet<Member> Members => Set<Member>();
}

public sealed class Accounts(Shop shop, IPasswordHasher<Account> hasher, IPasswordHasher<Member> members)
{
    public void Register(Registration registration)
    {
        if (registration.Password != registration.ConfirmPassword)
            return;
        var account = new Account { Email = registration.Email, Password = registration.Password };
        account.Password = hasher.HashPassword(account, account.Password);
        shop.Accounts.Add(account);
    }

    public void Join(string password, string pin)
    {
        var member = new Member();
        member.PasswordHash = members.HashPassword(member, password);
        member.Pin = members.HashPassword(member, pin);
        shop.Members.Add(member);
    }

    public Member? Find(string pinHash) => shop.Members.FirstOrDefault(m => m.Pin == pinHash);
}
