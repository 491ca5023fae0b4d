public sealed class Quotes(HttpClient http)
{
    public async Task<int> LengthAsync(CancellationToken token)
    {
        await Task.Yield();
        var text = http.GetStringAsync("/", token).Result;
        var length = http.GetStringAsync("/b", token).GetAwaiter().GetResult().Length;
        var bytes = http
            .GetByteArrayAsync("/c", token)
            .ConfigureAwait(false)
            .GetAwaiter()
            .GetResult();
        Task.Delay(1, token).Wait();
        Task.Delay(2).Wait(token);
        var one = http.GetStringAsync("/d", token);
        var two = http.GetStringAsync("/e", token);
        Task.WaitAll(one, two);
        return text.Length + length + bytes.Length + one.Result.Length + two.Result.Length;
    }
}
