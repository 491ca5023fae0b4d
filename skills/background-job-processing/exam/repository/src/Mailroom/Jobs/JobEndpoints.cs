using Mailroom.Http;

namespace Mailroom.Jobs;

public sealed record JobView(int Id, string Type, JobState State)
{
    public static JobView Of(Job job) => new(job.Id, job.Type, job.State);
}

public static class JobEndpoints
{
    public static IEndpointRouteBuilder MapJobs(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v1/jobs/{id:int}", (int id, JobStore jobs) =>
            jobs.Find(id) is { } job ? Results.Ok(JobView.Of(job)) : ApiErrors.NotFound("Job", id)).WithName("GetJob");
        return routes;
    }
}
