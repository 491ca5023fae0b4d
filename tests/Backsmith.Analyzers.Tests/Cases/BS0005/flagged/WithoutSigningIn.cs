// Nothing even asks for a signed-in user; the record is written whole as it was sent.
using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

public class Review
{
    public int Id { get; set; }
    public string AuthorId { get; set; } = "";
    public string Text { get; set; } = "";
}

public class ReviewContext(DbContextOptions<ReviewContext> options) : DbContext(options)
{
    public DbSet<Review> Reviews => Set<Review>();
}

[ApiController]
[Route("reviews")]
public class ReviewsController(ReviewContext db) : ControllerBase
{
    [HttpGet]
    public Task<List<Review>> All() => db.Reviews.Take(20).ToListAsync();

    [HttpGet("{id}")]
    public async Task<Review?> Get(int id) => await db.Reviews.FindAsync(id);

    [Authorize]
    [HttpPost]
    public async Task<IActionResult> Write(Review review)
    {
        review.AuthorId = User.FindFirstValue(ClaimTypes.NameIdentifier)!;
        db.Reviews.Add(new Review { AuthorId = review.AuthorId, Text = review.Text });
        await db.SaveChangesAsync();
        return NoContent();
    }

    [HttpPut("{id}")]
    public async Task<IActionResult> Change(int id, Review review)
    {
        if (id != review.Id)
        {
            return BadRequest();
        }

        db.Entry(review).State = EntityState.Modified; //! BS0005: Anybody, even without signing in, can change any Review
        await db.SaveChangesAsync();
        return NoContent();
    }

    [HttpDelete("{id}")]
    public async Task<IActionResult> Delete(int id)
    {
        var review = await db.Reviews.FindAsync(id); //! BS0005: even without signing in
        db.Reviews.Remove(review!);
        await db.SaveChangesAsync();
        return NoContent();
    }
}
