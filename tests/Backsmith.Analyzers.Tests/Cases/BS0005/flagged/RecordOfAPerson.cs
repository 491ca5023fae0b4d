// The record of a person who signs in: one endpoint refuses to show it to anybody else, another shows it by key.
using System.Linq.Expressions;
using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

public class Patient
{
    public int Id { get; set; }
    public Guid AccountId { get; set; }
    public string FullName { get; set; } = "";
    public string Email { get; set; } = "";
}

public class PraxisContext(DbContextOptions<PraxisContext> options) : DbContext(options)
{
    public DbSet<Patient> Patients => Set<Patient>();
}

public interface IRepository<T> where T : class
{
    Task<T?> GetAsync(object id);
    Task<List<T>> ListAsync(Expression<Func<T, bool>>? where = null);
}

public class Repository<T> : IRepository<T> where T : class
{
    private readonly PraxisContext _db;
    public Repository(PraxisContext db) { _db = db; }
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
[Route("patients")]
public class PatientsController : ControllerBase
{
    private readonly IRepository<Patient> _patients;
    private readonly PraxisContext _db;
    private readonly Caller _caller;
    public PatientsController(IRepository<Patient> patients, Caller caller, PraxisContext db) { _patients = patients; _caller = caller; _db = db; }

    [HttpGet("mine")]
    public async Task<IActionResult> Mine()
    {
        var id = _caller.AccountId;
        return Ok(await _patients.ListAsync(p => p.AccountId == id));
    }

    

    [HttpGet("{id:int}")]
    public async Task<IActionResult> Get(int id)
    {
        var patient = await _patients.GetAsync(id); //! BS0005
        if (patient == null) return NotFound();
        return Ok(patient);
    }

    [HttpGet("{id:int}/safe")]
    public async Task<IActionResult> GetSafe(int id)
    {
        var patient = await _patients.GetAsync(id);
        if (patient == null || patient.AccountId != _caller.AccountId) return NotFound();
        return Ok(patient);
    }
}
