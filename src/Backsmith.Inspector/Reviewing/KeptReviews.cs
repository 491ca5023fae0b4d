using System.Text.Json;
using Backsmith.Inspection;

namespace Backsmith.Inspector.Reviewing;

/// <summary>A folder of reviews of projects, by key. It belongs to one repository, and only the inspector, which runs nothing of a repository, ever sees it.</summary>
/// <param name="folder">Absolute path; whatever lies there and cannot be used is as good as absent.</param>
internal sealed class KeptReviews(string folder)
{
    /// <summary>Most entries; those that were not used for longest go first.</summary>
    public const int Most = 500;

    /// <summary>Most bytes of all entries together.</summary>
    public const long MostBytes = 64L << 20;

    /// <summary>The review kept under a key, or null.</summary>
    public ProjectReview? Find(string key)
    {
        var path = Path.Combine(folder, key + ".json");
        try
        {
            var review = JsonSerializer.Deserialize<ProjectReview>(File.ReadAllBytes(path), Wire.Json);
            using var used = File.OpenHandle(path, FileMode.Open, FileAccess.Write);
            File.SetLastWriteTimeUtc(used, TimeProvider.System.GetUtcNow().UtcDateTime);
            return review;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    /// <summary>Keeps a review. Where there is no room, or nobody may write, nothing is kept.</summary>
    public void Keep(string key, ProjectReview review)
    {
        var fresh = Path.Combine(folder, Path.GetRandomFileName());
        try
        {
            File.WriteAllBytes(fresh, JsonSerializer.SerializeToUtf8Bytes(review, Wire.Json));
            File.Move(fresh, Path.Combine(folder, key + ".json"), overwrite: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            Remove(new FileInfo(fresh));
        }
    }

    /// <summary>Removes what is beyond the limits.</summary>
    public void Prune()
    {
        var (count, bytes) = (0, 0L);
        foreach (var file in new DirectoryInfo(folder) is { Exists: true } kept ? kept.GetFiles().OrderByDescending(file => file.LastWriteTimeUtc).ToList() : [])
        {
            (count, bytes) = (count + 1, bytes + file.Length);
            if (count > Most || bytes > MostBytes)
            {
                Remove(file);
            }
        }
    }

    private static void Remove(FileInfo file)
    {
        try
        {
            file.Delete();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Another inspector removed it, or nobody may: it is not read under a wrong key either way.
        }
    }
}
