// A repository that is the same for every kind of record, below a service with an interface; Identity says who is signed in.
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

public class Member : IdentityUser;

public class Booking
{
    public int Id { get; set; }
    public string MemberId { get; set; } = "";
    public Member? Member { get; set; }
    public DateTime From { get; set; }
}

public class BookingContext(DbContextOptions<BookingContext> options) : DbContext(options)
{
    public DbSet<Booking> Bookings => Set<Booking>();
}

public interface IRepository<T> where T : class
{
    Task<T?> GetByIdAsync(int id);

    IQueryable<T> Query();

    Task RemoveAsync(T entity);
}

public class Repository<T>(BookingContext db) : IRepository<T> where T : class
{
    public async Task<T?> GetByIdAsync(int id) => await db.Set<T>().FindAsync(id);

    public IQueryable<T> Query() => db.Set<T>();

    public async Task RemoveAsync(T entity)
    {
        db.Set<T>().Remove(entity);
        await db.SaveChangesAsync();
    }
}

public interface IBookingService
{
    Task<List<Booking>> OfAsync(string memberId);

    Task<bool> CancelAsync(int id);
}

public class BookingService(IRepository<Booking> bookings) : IBookingService
{
    public Task<List<Booking>> OfAsync(string memberId) => bookings.Query().Where(b => b.MemberId == memberId).ToListAsync();

    public async Task<bool> CancelAsync(int id)
    {
        var booking = await bookings.GetByIdAsync(id);
        if (booking is null)
        {
            return false;
        }

        await bookings.RemoveAsync(booking);
        return true;
    }
}

[Authorize]
public class BookingsController(IBookingService bookings, UserManager<Member> members) : Controller
{
    public async Task<IActionResult> Index()
    {
        var member = await members.GetUserAsync(User);
        return View(await bookings.OfAsync(member!.Id));
    }

    [HttpPost]
    public async Task<IActionResult> Cancel(int id)
    {
        var member = await members.GetUserAsync(User);
        if (member is null)
        {
            return Challenge();
        }

        await bookings.CancelAsync(id); //! BS0005: can delete any Booking
        return RedirectToAction(nameof(Index));
    }
}
