namespace Backsmith.Models;

/// <summary>Leaves a model alone after several failed calls in a row; then one call tries whether it is back.</summary>
/// <remarks>States: closed (calls pass) → open (calls fail at once, for <see cref="ModelOptions.Pause"/>) → half-open (one call passes) → closed or open.
/// Only failures that may pass count: a wrong key stays wrong and is told each time.</remarks>
internal sealed class CircuitBreaker(ModelName model, ModelOptions options, TimeProvider time, Action<ModelEvent> notify)
{
    private readonly Lock _gate = new();
    private int _failures;
    private ModelFailure? _last;
    private DateTimeOffset? _openUntil;
    private bool _trying;

    /// <summary>Lets a call pass.</summary>
    /// <returns>Null, or why it does not pass.</returns>
    public ModelFailure? Enter()
    {
        lock (_gate)
        {
            if (_openUntil is not { } until)
            {
                return null;
            }

            var left = until - time.GetUtcNow();
            if (left > TimeSpan.Zero || _trying)
            {
                return new ModelFailure.Paused(left > TimeSpan.Zero ? left : options.Pause, _last!);
            }

            _trying = true;
            return null;
        }
    }

    /// <summary>A call that passed was answered.</summary>
    public void Succeeded()
    {
        bool resumed;
        lock (_gate)
        {
            resumed = _openUntil is not null;
            (_failures, _last, _openUntil, _trying) = (0, null, null, false);
        }

        if (resumed)
        {
            notify(new ModelEvent.Resumed(model));
        }
    }

    /// <summary>A call that passed failed.</summary>
    public void Failed(ModelFailure failure)
    {
        lock (_gate)
        {
            if (!failure.IsTransient && failure is not ModelFailure.TimedOut)
            {
                _trying = false;
                return;
            }

            _failures++;
            _last = failure;
            if (!_trying && (_openUntil is not null || _failures < options.FailuresUntilPause))
            {
                return;
            }

            (_trying, _openUntil) = (false, time.GetUtcNow() + options.Pause);
        }

        notify(new ModelEvent.Paused(model, failure, options.Pause));
    }

    /// <summary>A call that passed was given up by who asked.</summary>
    public void Abandoned()
    {
        lock (_gate)
        {
            _trying = false;
        }
    }
}
