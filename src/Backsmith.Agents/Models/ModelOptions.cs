using System.Globalization;

namespace Backsmith.Models;

/// <summary>Limits of a call to a model. The defaults suit a provider in the network.</summary>
public sealed class ModelOptions
{
    /// <summary>How long nothing may come before the first content of an answer; null for the provider's own: 60 s for Anthropic, which says at once that it has begun,
    /// 600 s for Ollama, which may have to load the model, and 300 s elsewhere, since chat completions send nothing while a model thinks.</summary>
    public TimeSpan? FirstContent { get; init; }

    /// <summary>How long nothing may come once an answer has begun. Default 60 s.</summary>
    public TimeSpan Silence { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Limit of a call with all its attempts and waits. Default 20 min.</summary>
    public TimeSpan Total { get; init; } = TimeSpan.FromMinutes(20);

    /// <summary>Attempts of a call, the first included. Default 5; at least 1.</summary>
    public int MaxAttempts { get; init; } = 5;

    /// <summary>Attempts of a call that end in silence, the first included: each may take minutes. Default 2.</summary>
    public int MaxSilentAttempts { get; init; } = 2;

    /// <summary>Upper end of the first random wait; it doubles with each attempt. Default 1 s.</summary>
    public TimeSpan BaseDelay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>No random wait is longer. Default 30 s.</summary>
    public TimeSpan MaxDelay { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The longest wait a provider may ask for; when it asks for more the call fails at once. Default 120 s.</summary>
    public TimeSpan MaxRetryAfter { get; init; } = TimeSpan.FromSeconds(120);

    /// <summary>Calls that may fail one after another before a model is left alone. Default 3; at least 1.</summary>
    public int FailuresUntilPause { get; init; } = 3;

    /// <summary>How long a model is left alone. Default 30 s.</summary>
    public TimeSpan Pause { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Tokens a model may write in one answer where the protocol asks for a number and the request has none. Default 32000, which every current model of Anthropic takes.</summary>
    public int MaxOutputTokens { get; init; } = 32_000;

    /// <summary>How long a provider may be silent before its answer begins.</summary>
    public TimeSpan FirstContentOf(ModelProvider provider) => FirstContent ?? provider switch
    {
        ModelProvider.Anthropic => TimeSpan.FromSeconds(60),
        ModelProvider.Ollama => TimeSpan.FromSeconds(600),
        _ => TimeSpan.FromSeconds(300),
    };

    /// <summary>The defaults, with <c>BACKSMITH_MODEL_SILENCE</c> (seconds, 1 to 3600) from the environment for both silences.</summary>
    /// <exception cref="ModelException">The variable holds something else.</exception>
    public static ModelOptions From(Func<string, string?> environment)
    {
        if (environment("BACKSMITH_MODEL_SILENCE") is not { Length: > 0 } text)
        {
            return new ModelOptions();
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds is >= 1 and <= 3600
            ? new ModelOptions { Silence = TimeSpan.FromSeconds(seconds), FirstContent = TimeSpan.FromSeconds(seconds) }
            : throw new ModelException(new ModelFailure.NotConfigured($"BACKSMITH_MODEL_SILENCE is '{text}'; it takes whole seconds from 1 to 3600."));
    }
}
