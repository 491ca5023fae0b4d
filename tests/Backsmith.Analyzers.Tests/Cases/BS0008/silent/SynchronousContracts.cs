// Members that a framework wants synchronous, and disposal.
using System.Text;
using Microsoft.AspNetCore.Mvc.ApplicationParts;
using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

public sealed class RemoteSettings(HttpClient http) : ConfigurationProvider
{
    public override void Load() => Data["all"] = http.GetStringAsync("/").GetAwaiter().GetResult();
}

public sealed class Dispatching(Events events) : SaveChangesInterceptor
{
    public override InterceptionResult<int> SavingChanges(DbContextEventData eventData, InterceptionResult<int> result)
    {
        events.RaiseAsync(eventData.Context).GetAwaiter().GetResult();
        return base.SavingChanges(eventData, result);
    }
}

public sealed class Names(Events events) : IComparer<string>
{
    public int Compare(string? x, string? y) => events.WeighAsync(x).Result - events.WeighAsync(y).Result;
}

public sealed class SwitchedControllers(Events events) : IApplicationFeatureProvider<ControllerFeature>
{
    public void PopulateFeature(IEnumerable<ApplicationPart> parts, ControllerFeature feature)
    {
        if (events.WeighAsync("controllers").GetAwaiter().GetResult() == 0)
            feature.Controllers.Clear();
    }
}

public sealed class Events : IDisposable, IAsyncDisposable
{
    public Task RaiseAsync(DbContext? context) => Task.Delay(context is null ? 1 : 2);

    public async Task<int> WeighAsync(string? text) { await Task.Yield(); return text?.Length ?? 0; }

    public ValueTask DisposeAsync() => default;

    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();
}
