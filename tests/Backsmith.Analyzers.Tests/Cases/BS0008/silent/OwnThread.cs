// Work on a thread of its own may wait there.
public sealed class Pump(HttpClient http)
{
    public void Start()
    {
        new Thread(() => RunAsync().GetAwaiter().GetResult()) { IsBackground = true }.Start();
        Task.Factory.StartNew(() => RunAsync().Wait(), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    private Task RunAsync() => http.GetStringAsync("/");
}
