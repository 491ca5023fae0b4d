// A repository says that a key is free, and another call inserts it.
using Microsoft.EntityFrameworkCore;

public sealed class Member
{
    public int Id { get; set; }
    public string Email { get; set; } = "";
    public string Nick { get; set; } = "";
}

public sealed class ClubContext(DbContextOptions<ClubContext> options) : DbContext(options)
{
    public DbSet<Member> Members => Set<Member>();

    protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.Entity<Member>().HasIndex(m => m.Email).IsUnique();
}

public interface IMembers
{
    Task<bool> ExistsAsync(string email);
    Task<Member?> ByNickAsync(string nick);
    Task AddAsync(Member member);
}

public sealed class Members(ClubContext context) : IMembers
{
    public Task<bool> ExistsAsync(string email) => context.Members.AnyAsync(m => m.Email == email);

    public async Task<Member?> ByNickAsync(string nick) => await context.Members.FirstOrDefaultAsync(m => m.Nick == nick);

    public async Task AddAsync(Member member)
    {
        context.Members.Add(member);
        await context.SaveChangesAsync();
    }
}

public sealed class Registration(IMembers members, ClubContext context)
{
    public async Task<bool> RegisterAsync(string email)
    {
        if (await members.ExistsAsync(email)) //! BS0002: unique index
        {
            return false;
        }

        await members.AddAsync(new Member { Email = email });
        return true;
    }

    public async Task<Member> ByNickAsync(string nick)
    {
        var known = await members.ByNickAsync(nick); //! BS0002: both insert
        if (known is not null)
            throw new InvalidOperationException("taken");
        var member = new Member { Nick = nick };
        await members.AddAsync(member);
        return member;
    }

    public async Task<int> DirectAsync(string nick)
    {
        var count = await context.Members.CountAsync(m => m.Nick == nick); //! BS0002
        var isTaken = count > 0;
        if (!isTaken)
        {
            context.Add(new Member { Nick = nick });
            await context.SaveChangesAsync();
        }

        return count;
    }

    public async Task RefusedAsync(string nick)
    {
        await EnsureFreeAsync(nick); //! BS0002
        await using var transaction = await context.Database.BeginTransactionAsync();
        context.Members.Add(new Member { Nick = nick });
        await context.SaveChangesAsync();
        await transaction.CommitAsync();
    }

    public async Task<Member> GetOrCreateAsync(string nick) =>
        await context.Members.SingleOrDefaultAsync(m => m.Nick == nick) ?? await CreateAsync(nick); //! BS0002

    private async Task<Member> CreateAsync(string nick)
    {
        var member = new Member { Nick = nick };
        context.Members.Add(member);
        await context.SaveChangesAsync();
        return member;
    }

    private async Task EnsureFreeAsync(string nick)
    {
        if (await context.Members.AnyAsync(m => m.Nick == nick))
        {
            throw new InvalidOperationException("taken");
        }
    }
}

public sealed class Blacklist(ClubContext context)
{
    public async Task RefuseAsync(string nick)
    {
        if (await context.Members.AnyAsync(m => m.Nick == nick)) //! BS0002
            return;
        context.Members.Add(new Member { Nick = nick });
        await context.SaveChangesAsync();
    }

    public async Task AskAsync(string nick)
    {
        if (await context.Members.AnyAsync(m => m.Nick == nick))
            return;
        await RefuseAsync(nick);
    }
}
