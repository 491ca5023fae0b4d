// Staff may reach every record: a role, a policy, a policy of the group, an attribute of a base class or one of the application's own.
using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.EntityFrameworkCore;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddAuthorization(o => o.AddPolicy("staff", p => p.RequireRole("staff")));
var app = builder.Build();
app.MapGroup("/admin/claims").RequireAuthorization("staff").MapClaims();
app.MapGet("/claims/mine/{id}", (int id, ClaimsPrincipal user, ClaimsContext db) => db.Claims.FirstOrDefaultAsync(c => c.Id == id && c.ApplicantId == user.Identity!.Name)).RequireAuthorization();
app.MapDelete("/claims/{id}", (int id, ClaimsContext db) => db.Claims.Where(c => c.Id == id).ExecuteDeleteAsync()).RequireAuthorization(p => p.RequireClaim("department", "audit"));
app.Run();

public static class ClaimRoutes
{
    public static void MapClaims(this IEndpointRouteBuilder group) => group.MapGet("/{id}", (int id, ClaimsContext db) => db.Claims.FindAsync(id));
}

public class InsuranceClaim
{
    public int Id { get; set; }
    public string ApplicantId { get; set; } = "";
}

public class ClaimsContext(DbContextOptions<ClaimsContext> options) : DbContext(options)
{
    public DbSet<InsuranceClaim> Claims => Set<InsuranceClaim>();
}

[ApiController]
[Authorize(Roles = "adjuster")]
[Route("adjusting")]
public abstract class StaffController : ControllerBase;

public class AdjustingController(ClaimsContext db) : StaffController
{
    [HttpGet("{id}")]
    public async Task<IActionResult> Get(int id) => Ok(await db.Claims.FindAsync(id));
}

[AttributeUsage(AttributeTargets.All)]
public sealed class OnlyBackOfficeAttribute : Attribute, IAuthorizationFilter
{
    public void OnAuthorization(AuthorizationFilterContext context)
    {
        if (!context.HttpContext.User.IsInRole("back-office"))
        {
            context.Result = new ForbidResult();
        }
    }
}

[ApiController]
[Authorize]
[Route("desk")]
public class DeskController(ClaimsContext db) : ControllerBase
{
    [HttpGet("{id}")]
    [OnlyBackOffice]
    public async Task<IActionResult> Get(int id) => Ok(await db.Claims.FindAsync(id));

    [HttpGet("{id}/file")]
    public async Task<IActionResult> File(int id)
    {
        if (!User.IsInRole("back-office"))
        {
            return Forbid();
        }

        return Ok(await db.Claims.FindAsync(id));
    }
}
