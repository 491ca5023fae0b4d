// A row is renamed because no other one has the name.
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

public sealed class Project
{
    public int Id { get; set; }
    public string Code { get; set; } = "";
}

public sealed class Projects(DbContextOptions<Projects> options) : DbContext(options)
{
    public DbSet<Project> All => Set<Project>();
}

[ApiController]
public sealed class ProjectsController(Projects projects) : ControllerBase
{
    [HttpPut("{id}")]
    public async Task<IActionResult> Put(int id, string code)
    {
        var project = await projects.All.FindAsync(id);
        if (project is null)
            return NotFound();
        if (await projects.All.AnyAsync(p => p.Code == code && p.Id != id)) //! BS0002: 'Code'
            return Conflict();
        project.Code = code;
        await projects.SaveChangesAsync();
        return NoContent();
    }
}
