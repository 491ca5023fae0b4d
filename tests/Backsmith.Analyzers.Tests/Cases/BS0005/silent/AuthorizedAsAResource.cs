// The record is given to the authorization service, a filter of the group compares it, or a service knows the caller by itself.
using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;

var builder = WebApplication.CreateBuilder(args);
var app = builder.Build();
var plans = app.MapGroup("/plans").RequireAuthorization();
plans.MapPost("/", async (ClaimsPrincipal user, PlanContext db) =>
{
    db.Plans.Add(new Plan { OwnerId = user.FindFirstValue("sub")! });
    await db.SaveChangesAsync();
});
plans.MapDelete("/{id}", async (int id, ClaimsPrincipal user, PlanContext db, IAuthorizationService authorization) =>
{
    var plan = await db.Plans.FindAsync(id);
    if (plan is null || !(await authorization.AuthorizeAsync(user, plan, "owner")).Succeeded)
    {
        return Results.NotFound();
    }

    db.Plans.Remove(plan);
    await db.SaveChangesAsync();
    return Results.NoContent();
});
plans.MapPut("/{id}", async (int id, PlanEdit edit, PlanService service) => await service.RenameAsync(id, edit.Name) ? Results.NoContent() : Results.NotFound());
var checkedPlans = plans.MapGroup("/{id}").AddEndpointFilter(async (context, next) =>
{
    var db = context.HttpContext.RequestServices.GetRequiredService<PlanContext>();
    var id = context.GetArgument<int>(0);
    var mine = await db.Plans.AnyAsync(p => p.Id == id && p.OwnerId == context.HttpContext.User.FindFirstValue("sub"));
    return mine ? await next(context) : Results.NotFound();
});
checkedPlans.MapGet("/pages", async (int id, PlanContext db) => (await db.Plans.FirstAsync(p => p.Id == id)).Name);
app.Run();

public record PlanEdit(string Name);

public class Plan
{
    public int Id { get; set; }
    public string OwnerId { get; set; } = "";
    public string Name { get; set; } = "";
}

public class PlanContext(DbContextOptions<PlanContext> options) : DbContext(options)
{
    public DbSet<Plan> Plans => Set<Plan>();
}

public interface IWhoIsThere
{
    string Subject { get; }
}

public class WhoIsThere(IHttpContextAccessor http) : IWhoIsThere
{
    public string Subject => http.HttpContext!.User.FindFirst("sub")!.Value;
}

public class PlanService(PlanContext db, IWhoIsThere who)
{
    public async Task<bool> RenameAsync(int id, string name)
    {
        var plan = await db.Plans.SingleOrDefaultAsync(p => p.Id == id);
        if (plan is null || !string.Equals(plan.OwnerId, who.Subject, StringComparison.Ordinal))
        {
            return false;
        }

        plan.Name = name;
        await db.SaveChangesAsync();
        return true;
    }
}
