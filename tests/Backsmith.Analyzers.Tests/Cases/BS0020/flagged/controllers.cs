// One action of a controller was forgotten, and one controller of many.
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

public sealed class Product
{
    public int Id { get; set; }
    public string Name { get; set; } = "";
}

public sealed class Shop(DbContextOptions<Shop> options) : DbContext(options)
{
    public DbSet<Product> Products => Set<Product>();
}

public interface IProducts
{
    Task RemoveAsync(int id);
}

public sealed class Products(Shop shop) : IProducts
{
    public Task RemoveAsync(int id) => shop.Products.Where(p => p.Id == id).ExecuteDeleteAsync();
}

[ApiController]
[Route("products")]
public sealed class ProductsController(Shop shop, IProducts products) : ControllerBase
{
    [HttpGet]
    public Task<List<Product>> List() => shop.Products.Take(50).ToListAsync();

    [Authorize(Roles = "Admin")]
    [HttpPost]
    public async Task<IActionResult> Add(Product product)
    {
        shop.Products.Add(product);
        await shop.SaveChangesAsync();
        return Ok();
    }

    [Authorize]
    [HttpPut("{id}")]
    public async Task<IActionResult> Rename(int id, string name)
    {
        (await shop.Products.FirstAsync(p => p.Id == id)).Name = name;
        await shop.SaveChangesAsync();
        return Ok();
    }

    [HttpDelete("{id}")]
    public async Task<IActionResult> Remove(int id) //! BS0020: 'ProductsController.Remove'
    {
        await products.RemoveAsync(id);
        return NoContent();
    }
}
