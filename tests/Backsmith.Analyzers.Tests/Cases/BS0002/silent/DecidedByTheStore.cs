// The violation of the unique index is caught: at the save, in the repository, in the caller.
using Microsoft.AspNetCore.Mvc;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Dapper;

public sealed class Member
{
    public int Id { get; set; }
    public string Email { get; set; } = "";
}

public sealed class ClubContext(DbContextOptions<ClubContext> options) : DbContext(options)
{
    public DbSet<Member> Members => Set<Member>();
}

public sealed class TakenException : Exception;

public sealed class Members(ClubContext context)
{
    public Task<bool> ExistsAsync(string email) => context.Members.AnyAsync(m => m.Email == email);

    public async Task AddAsync(Member member)
    {
        context.Members.Add(member);
        try
        {
            await context.SaveChangesAsync();
        }
        catch (DbUpdateException exception) when (exception.InnerException is SqliteException { SqliteErrorCode: 19 })
        {
            throw new TakenException();
        }
    }

    public async Task AddPlainAsync(string email)
    {
        if (await ExistsAsync(email))
            throw new TakenException();
        context.Members.Add(new Member { Email = email });
        await context.SaveChangesAsync();
    }
}

[ApiController]
public sealed class MembersController(Members members, ClubContext context) : ControllerBase
{
    [HttpPost("a")]
    public async Task<IActionResult> Add(string email)
    {
        if (await members.ExistsAsync(email))
            return Conflict();
        await members.AddAsync(new Member { Email = email });
        return Ok();
    }

    [HttpPost("b")]
    public async Task<IActionResult> AddPlain(string email)
    {
        try
        {
            await members.AddPlainAsync(email);
            return Ok();
        }
        catch (DbUpdateException)
        {
            return Conflict();
        }
    }

    [HttpPost("c")]
    public async Task<IActionResult> AddHere(string email)
    {
        if (await context.Members.AnyAsync(m => m.Email == email))
            return Conflict();
        context.Members.Add(new Member { Email = email });
        try
        {
            await context.SaveChangesAsync();
        }
        catch (Exception exception)
        {
            if (exception.InnerException is SqliteException { SqliteErrorCode: 19 })
                return Conflict();
            throw;
        }

        return Ok();
    }

    [HttpPost("d")]
    public async Task<IActionResult> Upsert(string email)
    {
        using var connection = context.Database.GetDbConnection();
        var known = await connection.ExecuteScalarAsync<int>("SELECT COUNT(*) FROM members WHERE email = @email", new { email });
        if (known > 0)
            return Conflict();
        var added = await connection.ExecuteAsync("INSERT INTO members (email) VALUES (@email) ON CONFLICT (email) DO NOTHING", new { email });
        return added == 1 ? Ok() : Conflict();
    }

    [HttpPost("e")]
    public async Task<IActionResult> AddConditionally(string email)
    {
        using var connection = context.Database.GetDbConnection();
        if (await connection.ExecuteScalarAsync<bool>("SELECT EXISTS (SELECT 1 FROM members WHERE email = @email)", new { email }))
            return Conflict();
        var added = await connection.ExecuteAsync("INSERT INTO members (email) SELECT @email WHERE NOT EXISTS (SELECT 1 FROM members WHERE email = @email)", new { email });
        return added == 1 ? Ok() : Conflict();
    }
}
