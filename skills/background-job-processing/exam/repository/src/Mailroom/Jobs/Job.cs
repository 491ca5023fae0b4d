namespace Mailroom.Jobs;

public enum JobState
{
    Waiting,
    Done,
    Failed,
}

public sealed record Job(int Id, string Type, string Payload, JobState State);

/// <summary>Does the work of one type of jobs.</summary>
public interface IJobHandler
{
    string Type { get; }

    Task HandleAsync(Job job, CancellationToken cancellationToken);
}
