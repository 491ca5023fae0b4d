using System.Collections.Concurrent;

namespace Courses.Catalogue;

public sealed record Course(int Id, string Title, int Seats, DateTimeOffset StartsAt, decimal Price);

public sealed class CourseStore
{
    private readonly ConcurrentDictionary<int, Course> _courses = new();
    private int _lastId;

    public Course Add(string title, int seats, DateTimeOffset startsAt, decimal price)
    {
        var id = Interlocked.Increment(ref _lastId);
        return _courses[id] = new(id, title, seats, startsAt, price);
    }

    public Course? Find(int id) => _courses.GetValueOrDefault(id);
}
