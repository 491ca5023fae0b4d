public sealed class Quotes(HttpClient http)
{
    public async Task<int> LengthAsync(CancellationToken token)
    {
        await Task.Yield();
        var text = await http.GetStringAsync("/", token);
        var length = (await http.GetStringAsync("/b", token)).Length;
        var bytes = await http
            .GetByteArrayAsync("/c", token)
            .ConfigureAwait(false);
        await Task.Delay(1, token);
        await Task.Delay(2).WaitAsync(token);
        var one = http.GetStringAsync("/d", token);
        var two = http.GetStringAsync("/e", token);
        await Task.WhenAll(one, two);
        return text.Length + length + bytes.Length + one.Result.Length + two.Result.Length;
    }
}
