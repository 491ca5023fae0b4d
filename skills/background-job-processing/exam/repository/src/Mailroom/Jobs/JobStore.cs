using System.Collections.Concurrent;

namespace Mailroom.Jobs;

public sealed class JobStore
{
    private readonly ConcurrentDictionary<int, Job> _jobs = new();
    private int _lastId;

    public Job Add(string type, string payload)
    {
        var id = Interlocked.Increment(ref _lastId);
        return _jobs[id] = new(id, type, payload, JobState.Waiting);
    }

    public Job? Find(int id) => _jobs.GetValueOrDefault(id);

    public IReadOnlyList<Job> Waiting() => [.. _jobs.Values.Where(job => job.State == JobState.Waiting).OrderBy(job => job.Id)];

    public void Save(Job job) => _jobs[job.Id] = job;
}
