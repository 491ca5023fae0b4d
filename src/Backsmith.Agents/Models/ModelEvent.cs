using System.Globalization;
using System.Text.Json.Serialization;

namespace Backsmith.Models;

/// <summary>Something that happened while a model was asked, for the record and for who watches. Closed.</summary>
/// <param name="Model">Who was asked.</param>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(Retrying), "retrying")]
[JsonDerivedType(typeof(Paused), "paused")]
[JsonDerivedType(typeof(Resumed), "resumed")]
[JsonDerivedType(typeof(FellBack), "fellBack")]
public abstract record ModelEvent(ModelName Model)
{
    /// <summary>What happened, in one line for who watches.</summary>
    [JsonIgnore]
    public abstract string Sentence { get; }

    private static string Seconds(TimeSpan span) => span.TotalSeconds.ToString("0.#", CultureInfo.InvariantCulture) + " s";

    /// <summary>An attempt failed and is made again.</summary>
    /// <param name="Model">Who was asked.</param>
    /// <param name="Attempt">The one that failed, from 1.</param>
    /// <param name="Failure">Why.</param>
    /// <param name="Wait">Until the next.</param>
    public sealed record Retrying(ModelName Model, int Attempt, ModelFailure Failure, TimeSpan Wait) : ModelEvent(Model)
    {
        /// <inheritdoc/>
        public override string Sentence => $"attempt {Attempt} at {Model} failed, the next one comes in {Seconds(Wait)}: {Failure.Sentence}";
    }

    /// <summary>A model is left alone after several failed calls.</summary>
    /// <param name="Model">Which.</param>
    /// <param name="Failure">The last.</param>
    /// <param name="For">How long.</param>
    public sealed record Paused(ModelName Model, ModelFailure Failure, TimeSpan For) : ModelEvent(Model)
    {
        /// <inheritdoc/>
        public override string Sentence => $"{Model} failed several times in a row and is left alone for {Seconds(For)}: {Failure.Sentence}";
    }

    /// <summary>A model that was left alone answers again.</summary>
    /// <param name="Model">Which.</param>
    public sealed record Resumed(ModelName Model) : ModelEvent(Model)
    {
        /// <inheritdoc/>
        public override string Sentence => $"{Model} answers again";
    }

    /// <summary>The next model of the list is asked.</summary>
    /// <param name="Model">Who failed.</param>
    /// <param name="Next">Who is asked instead.</param>
    /// <param name="Failure">Why.</param>
    public sealed record FellBack(ModelName Model, ModelName Next, ModelFailure Failure) : ModelEvent(Model)
    {
        /// <inheritdoc/>
        public override string Sentence => $"{Next} is asked instead of {Model}: {Failure.Sentence}";
    }
}
