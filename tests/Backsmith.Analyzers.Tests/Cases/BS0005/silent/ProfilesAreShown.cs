// Profiles are shown to everybody who signs in; only to change one takes its owner.
using System.Linq.Expressions;
using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

public class Member
{
    public int Id { get; set; }
    public Guid AccountId { get; set; }
    public string FullName { get; set; } = "";
    public string Email { get; set; } = "";
}

public class ClubContext(DbContextOptions<ClubContext> options) : DbContext(options)
{
    public DbSet<Member> Members => Set<Member>();
}

public interface IRepository<T> where T : class
{
    Task<T?> GetAsync(object id);
    Task<List<T>> ListAsync(Expression<Func<T, bool>>? where = null);
}

public class Repository<T> : IRepository<T> where T : class
{
    private readonly ClubContext _db;
    public Repository(ClubContext db) { _db = db; }
    public async Task<T?> GetAsync(object id) => await _db.Set<T>().FindAsync(id);
    public Task<List<T>> ListAsync(Expression<Func<T, bool>>? where = null)
    {
        IQueryable<T> q = _db.Set<T>();
        if (where != null) q = q.Where(where);
        return q.ToListAsync();
    }
}

public class Caller
{
    private readonly IHttpContextAccessor _http;
    public Caller(IHttpContextAccessor http) { _http = http; }
    public Guid AccountId => Guid.Parse(_http.HttpContext!.User.FindFirstValue(ClaimTypes.NameIdentifier)!);
}

[ApiController]
[Authorize]
[Route("members")]
public class MembersController : ControllerBase
{
    private readonly IRepository<Member> _members;
    private readonly ClubContext _db;
    private readonly Caller _caller;
    public MembersController(IRepository<Member> members, Caller caller, ClubContext db) { _members = members; _caller = caller; _db = db; }

    [HttpGet("mine")]
    public async Task<IActionResult> Mine()
    {
        var id = _caller.AccountId;
        return Ok(await _members.ListAsync(p => p.AccountId == id));
    }

    

    [HttpGet("{id:int}")]
    public async Task<IActionResult> Get(int id)
    {
        var member = await _members.GetAsync(id);
        if (member == null) return NotFound();
        return Ok(member);
    }

    [HttpPut("{id:int}/name")]
    public async Task<IActionResult> Rename(int id, [FromBody] string name)
    {
        var member = await _members.GetAsync(id);
        if (member == null || member.AccountId != _caller.AccountId) return NotFound();
        member.FullName = name;
        await _db.SaveChangesAsync();
        return NoContent();
    }
}
