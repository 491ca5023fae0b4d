// A command that answers with the list is not how the list is read.
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

[ApiController]
[Route("labels")]
public sealed class LabelsController(LabelContext context) : ControllerBase
{
    [HttpPost]
    public async Task<ActionResult<List<Label>>> Add(Label label)
    {
        context.Labels.Add(label);
        await context.SaveChangesAsync();
        return await context.Labels.ToListAsync();
    }

    [HttpDelete("{id:int}")]
    public async Task<ActionResult<List<Label>>> Delete(int id)
    {
        await context.Labels.Where(l => l.Id == id).ExecuteDeleteAsync();
        return await context.Labels.ToListAsync();
    }
}

public sealed class Label
{
    public int Id { get; set; }
}

public sealed class LabelContext(DbContextOptions<LabelContext> options) : DbContext(options)
{
    public DbSet<Label> Labels => Set<Label>();
}
