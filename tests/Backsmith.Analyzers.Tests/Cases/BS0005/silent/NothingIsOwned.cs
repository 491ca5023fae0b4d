// A catalogue belongs to nobody: whoever creates a record is kept for the audit, and everybody who is signed in may change it.
using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

public class Product
{
    public int Id { get; set; }
    public string Name { get; set; } = "";
    public string CreatedBy { get; set; } = "";
    public string? UpdatedBy { get; set; }
    public int CategoryId { get; set; }
    public DateTime CreatedTime { get; set; }
}

public class CatalogueContext(DbContextOptions<CatalogueContext> options) : DbContext(options)
{
    public DbSet<Product> Products => Set<Product>();
}

public record ProductEdit(string Name, int CategoryId);

[ApiController]
[Authorize]
[Route("products")]
public class ProductsController(CatalogueContext db, ILogger<ProductsController> log) : ControllerBase
{
    [AllowAnonymous]
    [HttpGet("{id}")]
    public async Task<Product?> Get(int id) => await db.Products.FindAsync(id);

    [AllowAnonymous]
    [HttpGet]
    public Task<List<Product>> List(int category) => db.Products.Where(p => p.CategoryId == category).Take(20).ToListAsync();

    [HttpGet("of-my-first-day")]
    public Task<List<Product>> OfMyFirstDay()
    {
        var day = DateTime.Parse(User.FindFirstValue("since")!);
        return db.Products.Where(p => p.CreatedTime == day).Take(20).ToListAsync();
    }

    [HttpPost]
    public async Task<IActionResult> Add(ProductEdit edit)
    {
        db.Products.Add(new Product { Name = edit.Name, CategoryId = edit.CategoryId, CreatedBy = User.Identity!.Name! });
        await db.SaveChangesAsync();
        return NoContent();
    }

    [HttpPut("{id}")]
    public async Task<IActionResult> Change(int id, ProductEdit edit)
    {
        var product = await db.Products.FindAsync(id);
        if (product is null)
        {
            return NotFound();
        }

        product.Name = edit.Name;
        product.UpdatedBy = User.Identity!.Name;
        await db.SaveChangesAsync();
        log.LogInformation("{User} changed {Product}", User.Identity.Name, id);
        return NoContent();
    }

    [HttpDelete("{id}")]
    public Task Delete(int id) => db.Products.Where(p => p.Id == id).ExecuteDeleteAsync();
}
