namespace Backsmith.Storage.Files;

/// <summary>Where Backsmith keeps its state: <c>BACKSMITH_HOME</c>, else <c>backsmith</c> in <c>XDG_STATE_HOME</c>, else <c>~/.local/state/backsmith</c>.</summary>
/// <remarks>Order and the rule that a relative XDG path is ignored: XDG Base Directory Specification 0.8.</remarks>
public sealed class StateFolder
{
    private StateFolder(string root) => Root = root;

    /// <summary>Absolute path.</summary>
    public string Root { get; }

    /// <summary>The queue's database.</summary>
    public string Database => Path.Combine(Root, "backsmith.db");

    /// <summary>Folder of content-addressed files.</summary>
    public string Blobs => Path.Combine(Root, "blobs");

    /// <summary>The key that signs proofs.</summary>
    public string SigningKey => Path.Combine(Root, "signing-key.pem");

    /// <summary>Folder of what is remembered, for the user and for each repository.</summary>
    public string Memory => Path.Combine(Root, "memory");

    /// <summary>Where what an execution and its models said to each other is recorded; the folder is made.</summary>
    /// <exception cref="StorageException">It cannot be made.</exception>
    public string Recording(string executionId)
    {
        var folder = Path.Combine(Root, "recordings");
        PrivateFile.Folder(folder);
        return Path.Combine(folder, executionId + ".jsonl");
    }

    /// <summary>Where an execution's delivery goes when no other place was asked for.</summary>
    public string Delivery(string executionId) => Path.Combine(Root, "executions", executionId);

    /// <summary>Names the folder from the environment; touches nothing.</summary>
    /// <param name="environment">Value of a variable, or null.</param>
    /// <exception cref="StorageException">None of the variables names a place.</exception>
    public static StateFolder Locate(Func<string, string?> environment)
    {
        if (environment("BACKSMITH_HOME") is { Length: > 0 } own)
        {
            return new StateFolder(Path.GetFullPath(own));
        }

        if (environment("XDG_STATE_HOME") is { Length: > 0 } state && Path.IsPathRooted(state))
        {
            return new StateFolder(Path.Combine(state, "backsmith"));
        }

        if (environment("HOME") is { Length: > 0 } home && Path.IsPathRooted(home))
        {
            return new StateFolder(Path.Combine(home, ".local", "state", "backsmith"));
        }

        throw new StorageException(StorageFault.NoAccess, "There is no home folder to keep state in. Set BACKSMITH_HOME to a folder you may write.");
    }

    /// <summary>Makes the folder with mode 0700 if it is not there, and tries whether it can be written. A folder that is there keeps its mode; what is made in it is for its owner alone.</summary>
    /// <exception cref="StorageException">It cannot be made or written, or the disk is full.</exception>
    public StateFolder Prepare()
    {
        PrivateFile.Folder(Root);
        PrivateFile.Folder(Blobs);
        var trial = Path.Combine(Root, $"write-trial-{Guid.NewGuid():N}");
        PrivateFile.Write(trial, "trial"u8, replace: false);
        File.Delete(trial);
        return this;
    }
}
