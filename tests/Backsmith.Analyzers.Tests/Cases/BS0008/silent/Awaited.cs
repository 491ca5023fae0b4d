// Tasks that have ended: after await, WhenAll and WhenAny, in ContinueWith, when their state was asked.
public sealed class Dashboard(HttpClient http)
{
    public async Task<string> LoadAsync(CancellationToken token)
    {
        var head = http.GetStringAsync("/head", token);
        var body = http.GetStringAsync("/body", token);
        await Task.WhenAll(head, body);
        return head.Result + body.Result;
    }

    public async Task<string> ManyAsync(string[] paths)
    {
        var tasks = paths.Select(path => http.GetStringAsync(path)).ToList();
        await Task.WhenAll(tasks).ConfigureAwait(false);
        foreach (var task in tasks)
            Console.WriteLine(task.Result);
        return string.Concat(tasks.Select(t => t.Result)) + tasks[0].Result;
    }

    public async Task<string> ListedAsync()
    {
        var list = new List<Task>();
        var head = http.GetStringAsync("/head");
        list.Add(head);
        var all = Task.WhenAll(list);
        await all;
        return head.Result;
    }

    public async Task<string> FirstAsync()
    {
        var head = http.GetStringAsync("/head");
        var limit = Task.Delay(100);
        if (await Task.WhenAny(head, limit) == limit)
            return "";
        return head.Result;
    }

    public async Task<string> FastestAsync(List<Task<string>> all)
    {
        var done = await Task.WhenAny(all);
        return done.Result + (await Task.WhenAny(all)).Result;
    }

    public Task<int> LengthAsync() => http.GetStringAsync("/").ContinueWith(t => t.Result.Length, TaskScheduler.Default);

    public string? Known(Task<string> running) => running.IsCompletedSuccessfully ? running.Result : null;

    public string? Guarded(Task<string> running)
    {
        if (!running.IsCompleted)
            return null;
        return running.Result;
    }

    public async Task<string> PairsAsync(string[] paths)
    {
        var pairs = paths.Select(path => (Path: path, Task: http.GetStringAsync(path))).ToArray();
        await Task.WhenAll(pairs.Select(p => p.Task));
        return string.Concat(pairs.Select(p => p.Path + p.Task.Result));
    }

    public int Fixed() => Task.FromResult(1).Result;
}
