namespace Backsmith.Skills.Choice;

/// <summary>The words of each skill's description that tell it from the others.</summary>
internal sealed class DescriptionWords
{
    /// <summary>A word tells skills apart when at most one in so many has it, and two at least may.</summary>
    private const int OneIn = 5, Shortest = 3;

    /// <summary>Words of descriptions that say nothing about a task's subject.</summary>
    private static readonly HashSet<string> Empty =
    [
        .. TaskWords.Of(
            "a about add adds after all also an and another any api app application are as asks at back backend be before being both build builds but by call calls can case change changed changes code come comes correct create creates design do does done each "
            + "else etc every existing file files find finds fix for from get gets give gives given go good handle has have help helps how if implement implements implementation in integration into is it its kind know less like list made make makes making management "
            + "may mention mentions mentioned more most must name need needs new no not of off on once one only or other others out over own part place problem processing project provide provides read repair repository request right same say says see service set "
            + "should show skill so some something still strategies such sure task tasks than that the their them then there these they thing things this those through time to tool tools two under up use used user users uses using want wants way well were what when where "
            + "whether which while who whole why will with without word work working works write writes writing wrong you your").Select(word => word.Stem),
    ];

    private readonly Dictionary<string, IReadOnlyList<string>> _words;

    public DescriptionWords(IReadOnlyList<Skill> skills)
    {
        var all = skills.ToDictionary(skill => skill.Name, skill => Distinct(skill.Description));
        var spread = all.Values.SelectMany(words => words.Select(Stem.Of)).GroupBy(stem => stem).ToDictionary(same => same.Key, same => same.Count());
        var most = Math.Max(2, skills.Count / OneIn);
        _words = all.ToDictionary(entry => entry.Key, entry => (IReadOnlyList<string>)[.. entry.Value.Where(word => spread[Stem.Of(word)] <= most)]);
    }

    /// <summary>In the order of the description.</summary>
    public IReadOnlyList<string> Of(Skill skill) => _words[skill.Name];

    /// <summary>The words of its name that say something.</summary>
    public static IReadOnlyList<string> OfName(Skill skill) => Distinct(skill.Name);

    private static List<string> Distinct(string text) =>
    [
        .. text.Split([' ', ',', '.', ';', ':', '(', ')', '/', '-', '"', '\n', '—', '–'], StringSplitOptions.RemoveEmptyEntries)
            .Where(word => word.Length >= Shortest && word.All(char.IsLetterOrDigit) && !Empty.Contains(Stem.Of(word))).DistinctBy(Stem.Of),
    ];
}
