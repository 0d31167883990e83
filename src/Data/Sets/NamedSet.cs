namespace RnnGen.Data;

/// <summary>What is known of a data set's files before they are looked for.</summary>
/// <param name="Name">Its name in messages: <c>Fashion-MNIST</c>.</param>
/// <param name="Folder">Name of its folder in each place: <c>fashion-mnist</c>.</param>
/// <param name="Forms">The forms it comes in, the fullest first.</param>
internal sealed record NamedSet(string Name, string Folder, params FileGroup[] Forms)
{
    /// <summary>Where the files of the first form come from; empty if there is no such place.</summary>
    public RemoteFile[] Remote { get; init; } = [];

    /// <summary>Fetches them; tests have less patient ones.</summary>
    public Downloader Downloader { get; init; } = Downloader.Default;

    /// <summary>What is in the first form's files, where its names do not say it.</summary>
    public string? Note { get; init; }

    /// <summary>Looks for the files in all places, and downloads them if they are in none.</summary>
    /// <exception cref="DirectoryNotFoundException">The folder that was asked for does not exist.</exception>
    /// <exception cref="DataNotFoundException">They are nowhere, or could not be downloaded.</exception>
    /// <exception cref="OperationCanceledException">The download was cancelled.</exception>
    public FoundFiles Find(DataOptions? options)
    {
        options ??= new DataOptions();
        if (options.Folder is not null && !Directory.Exists(options.Folder))
            throw new DirectoryNotFoundException($"{Name}: there is no folder {options.Folder}.");

        string[] folders = [.. Folders(options)];
        foreach (string folder in folders)
        {
            foreach (FileGroup form in Forms)
            {
                if (form.In(folder) is FoundFiles files)
                    return files;
            }
        }

        return Download(options, folders);
    }

    private FoundFiles Download(DataOptions options, string[] folders)
    {
        if (Remote.Length == 0 || !options.Download || options.Places.CacheFolder is null)
            throw NotFound(options, folders);

        string folder = Path.Combine(options.Places.CacheFolder, Folder);
        try
        {
            Directory.CreateDirectory(folder);
            foreach (RemoteFile file in Remote)
            {
                Downloader.DownloadAsync(file, folder, options.Progress, options.CancellationToken)
                    .GetAwaiter().GetResult();
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw NotFound(options, folders, exception);
        }

        return Forms[0].In(folder) ?? throw NotFound(options, folders);
    }

    private IEnumerable<string> Folders(DataOptions options)
    {
        if (options.Folder is not null)
        {
            yield return options.Folder;
            yield return Path.Combine(options.Folder, Folder);
        }

        // Elsewhere only the data set's own folder will do: MNIST and Fashion-MNIST have files of the same names.
        foreach (string place in options.Places.InOrder)
            yield return Path.Combine(place, Folder);
    }

    private DataNotFoundException NotFound(DataOptions options, string[] folders, Exception? failure = null)
    {
        DataPlaces places = options.Places;
        string files = string.Join(", ", Forms[0].Files.Select(file => file + Forms[0].Suffixes[^1]));
        string unset = places.DataFolder is null ? $" ({DataPlaces.Variable} is not set)" : "";
        string target = places.CacheFolder is null
            ? $"a folder {Folder} in the folder that {DataPlaces.Variable} names"
            : Path.Combine(places.CacheFolder, Folder);
        string note = Note is null ? "" : $" ({Note})";
        string download = failure is null ? "" : $" The download failed: {failure.Message.TrimEnd('.')}.";
        return new DataNotFoundException(
            $"{Name} was not found. Looked in {string.Join(", ", folders)}{unset}.{download} Put {files}{note} into {target}.",
            failure);
    }
}

/// <summary>Files that belong together, as one form of a data set.</summary>
/// <param name="Files">Their names.</param>
internal sealed record FileGroup(params string[] Files)
{
    /// <summary>What may stand behind each name.</summary>
    public string[] Suffixes { get; init; } = ["", ".gz"];

    /// <summary>The files in a folder; null unless all are there.</summary>
    public FoundFiles? In(string folder)
    {
        string[] paths = new string[Files.Length];
        for (int i = 0; i < Files.Length; i++)
        {
            string? path = Suffixes.Select(suffix => Path.Combine(folder, Files[i] + suffix)).FirstOrDefault(File.Exists);
            if (path is null)
                return null;
            paths[i] = path;
        }

        return new FoundFiles(this, paths);
    }
}

/// <summary>Where the files of a group are.</summary>
/// <param name="Form">The group.</param>
/// <param name="Paths">The path of each of its files.</param>
internal sealed record FoundFiles(FileGroup Form, string[] Paths);
