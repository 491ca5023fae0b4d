// More rows than there may be: places that are counted or summed, then taken.
using Microsoft.EntityFrameworkCore;

public sealed class Course
{
    public int Id { get; set; }
    public int Capacity { get; set; }
    public List<Enrolment> Enrolments { get; set; } = [];
}

public sealed class Enrolment
{
    public int Id { get; set; }
    public int CourseId { get; set; }
    public int StudentId { get; set; }
    public int Places { get; set; }
}

public sealed class School(DbContextOptions<School> options) : DbContext(options)
{
    public DbSet<Course> Courses => Set<Course>();
    public DbSet<Enrolment> Enrolments => Set<Enrolment>();
}

public sealed class Enrolments(School school)
{
    public async Task<bool> EnrolAsync(int courseId, int studentId)
    {
        var course = await school.Courses.SingleAsync(c => c.Id == courseId);
        var taken = await school.Enrolments.CountAsync(e => e.CourseId == courseId); //! BS0002: exceed
        if (taken >= course.Capacity)
            return false;
        school.Enrolments.Add(new Enrolment { CourseId = courseId, StudentId = studentId });
        await school.SaveChangesAsync();
        return true;
    }

    public async Task<bool> EnrolGroupAsync(int courseId, int places)
    {
        var course = await school.Courses.SingleAsync(c => c.Id == courseId);
        var taken = await school.Enrolments.Where(e => e.CourseId == courseId).SumAsync(e => e.Places); //! BS0002
        if (course.Capacity - taken >= places)
        {
            school.Enrolments.Add(new Enrolment { CourseId = courseId, Places = places });
            await school.SaveChangesAsync();
            return true;
        }

        return false;
    }

    public async Task EnrolLoadedAsync(int courseId, int studentId)
    {
        var course = await school.Courses.Include(c => c.Enrolments).SingleAsync(c => c.Id == courseId);
        if (course.Enrolments.Count >= course.Capacity) //! BS0002: Enrolment
            throw new InvalidOperationException("full");
        course.Enrolments.Add(new Enrolment { StudentId = studentId });
        await school.SaveChangesAsync();
    }
}
