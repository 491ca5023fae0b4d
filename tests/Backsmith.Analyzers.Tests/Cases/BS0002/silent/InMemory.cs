// Collections, dictionaries and caches in memory.
using System.Collections.Concurrent;
using Microsoft.Extensions.Caching.Memory;

public sealed class Player
{
    public string Name { get; set; } = "";
    public int Score { get; set; }
}

public sealed class Board(IMemoryCache cache)
{
    private readonly List<Player> players = [];
    private readonly Dictionary<string, Player> byName = [];
    private readonly ConcurrentDictionary<string, int> counts = new();

    public void Add(string name)
    {
        if (players.Any(p => p.Name == name))
            return;
        players.Add(new Player { Name = name });
        if (!byName.ContainsKey(name))
            byName.Add(name, new Player { Name = name });
        counts.AddOrUpdate(name, 1, (_, n) => n + 1);
        var player = players.First(p => p.Name == name);
        player.Score += 1;
        if (!cache.TryGetValue(name, out Player? cached))
            cache.Set(name, player);
    }
}
