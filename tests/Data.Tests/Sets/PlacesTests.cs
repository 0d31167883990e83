using RnnGen.Data.Tests.Infrastructure;

namespace RnnGen.Data.Tests.Sets;

/// <summary>Where named data sets are looked for.</summary>
public sealed class PlacesTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_places_come_in_order()
    {
        DataOptions options = SmallSet.Options(
            _folder.At("given"), _folder.At("variable"), _folder.At("cache"), _folder.At("system"));
        Directory.CreateDirectory(_folder.At("given"));

        SmallSet.Write(_folder, "system/mnist", ".gz", trainRows: 3);
        Assert.Equal(3, Mnist.Load(options).Train.Count);
        SmallSet.Write(_folder, "cache/mnist", trainRows: 4);
        Assert.Equal(4, Mnist.Load(options).Train.Count);
        SmallSet.Write(_folder, "variable/mnist", ".gz", trainRows: 5);
        Assert.Equal(5, Mnist.Load(options).Train.Count);
        SmallSet.Write(_folder, "given/mnist", trainRows: 6);
        Assert.Equal(6, Mnist.Load(options).Train.Count);
        SmallSet.Write(_folder, "given", trainRows: 7);
        Assert.Equal(7, Mnist.Load(options).Train.Count);
    }

    [Fact]
    public void The_full_set_is_preferred_and_a_part_of_it_is_better_than_nothing()
    {
        DataOptions options = SmallSet.Options(_folder.Path);
        SmallSet.Write(_folder, "", ".gz", train: "train20k", trainRows: 3);
        Assert.Equal(3, FashionMnist.Load(options).Train.Count);
        SmallSet.Write(_folder, "", ".gz", trainRows: 6);
        Assert.Equal(6, FashionMnist.Load(options).Train.Count);
    }

    [Fact]
    public void A_place_that_lacks_a_file_is_passed_over()
    {
        SmallSet.Write(_folder, "given", trainRows: 3);
        File.Delete(_folder.At("given", "t10k-labels-idx1-ubyte"));
        SmallSet.Write(_folder, "cache/mnist", trainRows: 4);

        Assert.Equal(4, Mnist.Load(SmallSet.Options(_folder.At("given"), cacheFolder: _folder.At("cache"))).Train.Count);
    }

    [Fact]
    public void Files_without_a_folder_of_their_own_are_taken_only_where_the_caller_says_so()
    {
        SmallSet.Write(_folder, "", trainRows: 3);
        Assert.Throws<DataNotFoundException>(() => Mnist.Load(SmallSet.Options(dataFolder: _folder.Path)));
        Assert.Equal(3, Mnist.Load(SmallSet.Options(_folder.Path)).Train.Count);
    }

    [Fact]
    public void What_is_nowhere_is_an_error_that_says_what_to_do()
    {
        DataOptions options = SmallSet.Options(_folder.Path, cacheFolder: _folder.At("cache"));

        DataNotFoundException exception = Assert.Throws<DataNotFoundException>(() => FashionMnist.Load(options));

        Assert.DoesNotContain('\n', exception.Message);
        Assert.StartsWith("Fashion-MNIST was not found. Looked in ", exception.Message, StringComparison.Ordinal);
        Assert.Contains($"{_folder.At("cache", "fashion-mnist")} (RNNGEN_DATA is not set)", exception.Message, StringComparison.Ordinal);
        Assert.Contains(
            "Put train-images-idx3-ubyte.gz, train-labels-idx1-ubyte.gz, t10k-images-idx3-ubyte.gz, t10k-labels-idx1-ubyte.gz "
            + $"into {_folder.At("cache", "fashion-mnist")}",
            exception.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_given_folder_that_is_not_there_is_a_mistake()
    {
        SmallSet.Write(_folder, "cache/mnist");
        DataOptions options = SmallSet.Options(_folder.At("typo"), cacheFolder: _folder.At("cache"));
        DirectoryNotFoundException exception = Assert.Throws<DirectoryNotFoundException>(() => Mnist.Load(options));
        Assert.Equal($"MNIST: there is no folder {_folder.At("typo")}.", exception.Message);
    }

    [Fact]
    public void A_user_has_a_cache_folder_of_an_absolute_path()
    {
        DataPlaces places = DataPlaces.OfThisProcess();
        Assert.True(places.CacheFolder is null || Path.IsPathRooted(places.CacheFolder));
        Assert.Equal("/usr/share/datasets", places.SystemFolder);
    }
}
