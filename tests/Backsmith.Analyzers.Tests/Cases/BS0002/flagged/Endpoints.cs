// Endpoints of a minimal API that ask and insert in one function.
using Microsoft.EntityFrameworkCore;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddDbContext<Rooms>();
var app = builder.Build();

app.MapPost("/bookings", async (BookingRequest request, Rooms db) =>
{
    var clash = await db.Bookings.AnyAsync(b => b.RoomId == request.RoomId && b.From < request.To && b.To > request.From); //! BS0002: both insert
    if (clash)
        return Results.Conflict();
    db.Bookings.Add(new Booking { RoomId = request.RoomId, From = request.From, To = request.To });
    await db.SaveChangesAsync();
    return Results.Ok();
});

app.MapPost("/rooms/{name}", async (string name, Rooms db) =>
{
    try
    {
        if (db.Rooms_.FirstOrDefault(r => r.Name == name) != null) //! BS0002
            return Results.Conflict();
        db.Rooms_.Add(new Room { Name = name });
        await db.SaveChangesAsync();
    }
    catch (DbUpdateConcurrencyException)
    {
        return Results.Problem();
    }

    return Results.Ok();
});

app.Run();

public sealed record BookingRequest(int RoomId, DateTime From, DateTime To);

public sealed class Booking
{
    public int Id { get; set; }
    public int RoomId { get; set; }
    public DateTime From { get; set; }
    public DateTime To { get; set; }
}

public sealed class Room
{
    public int Id { get; set; }
    public string Name { get; set; } = "";
}

public sealed class Rooms(DbContextOptions<Rooms> options) : DbContext(options)
{
    public DbSet<Booking> Bookings => Set<Booking>();
    public DbSet<Room> Rooms_ => Set<Room>();
}
