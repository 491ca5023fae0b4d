// Members of the same names that are no task's.
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

public sealed class Outcome<T>(T result)
{
    public T Result { get; } = result;

    public void Wait() => Console.WriteLine(Result);
}

public sealed class Gate(SemaphoreSlim semaphore, ManualResetEventSlim signal, CountdownEvent countdown)
{
    public int Enter(Outcome<int> outcome, ActionResult<int> action, ResultExecutingContext context)
    {
        semaphore.Wait();
        signal.Wait();
        countdown.Wait();
        outcome.Wait();
        WaitHandle.WaitAll([signal.WaitHandle]);
        context.Result = action.Result ?? new OkResult();
        return outcome.Result + nameof(Task<int>.Result).Length;
    }
}
