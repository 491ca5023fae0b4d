namespace Mailroom.Jobs;

public sealed class JobRunner(JobStore store, IEnumerable<IJobHandler> handlers, ILogger<JobRunner> logger)
{
    /// <summary>Runs the jobs that are due, each once, and returns when they have ended.</summary>
    public async Task RunDueAsync(CancellationToken cancellationToken)
    {
        foreach (var job in store.Waiting())
        {
            try
            {
                await handlers.Single(handler => handler.Type == job.Type).HandleAsync(job, cancellationToken);
                store.Save(job with { State = JobState.Done });
            }
            catch (Exception exception)
            {
                logger.LogError(exception, "Job {Job} failed", job.Id);
                store.Save(job with { State = JobState.Failed });
            }
        }
    }
}
