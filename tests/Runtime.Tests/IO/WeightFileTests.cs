using System.Buffers.Binary;
using System.Text;
using RnnGen.IO;

namespace RnnGen.Runtime.Tests.IO;

public sealed class WeightFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("rnngen").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string PathOf(string name) => Path.Combine(_folder, name);

    [Fact]
    public void Weights_come_back_bit_for_bit()
    {
        var model = new LinearModel(5, 3, batch: 2, seed: 7);
        model.Parameters[1] = float.NaN;
        model.Parameters[2] = float.NegativeInfinity;
        model.Parameters[3] = -0f;
        model.Parameters[4] = float.Epsilon;
        model.SaveWeights(PathOf("a.safetensors"));

        var other = new LinearModel(5, 3, batch: 8, seed: 8);
        Assert.Empty(other.LoadWeights(PathOf("a.safetensors")));
        Assert.Equal(Bits(model), Bits(other));
        Assert.Equal(["a.safetensors"], Directory.EnumerateFiles(_folder).Select(Path.GetFileName));
    }

    [Theory]
    [InlineData("w.npz")]
    [InlineData("w.H5")]
    [InlineData("model.keras")]
    public void A_name_of_another_format_is_refused(string name)
    {
        ArgumentException exception = Assert.Throws<ArgumentException>(() => new LinearModel(2, 3, batch: 1).SaveWeights(PathOf(name)));
        Assert.Contains(name, exception.Message, StringComparison.Ordinal);
        Assert.Contains(Path.ChangeExtension(name, ".safetensors"), exception.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFiles(_folder));
    }

    [Fact]
    public void The_file_is_what_the_format_says()
    {
        var model = new LinearModel(2, 3, batch: 1);
        model.SaveWeights(PathOf("a.safetensors"));
        byte[] file = File.ReadAllBytes(PathOf("a.safetensors"));
        int header = (int)BinaryPrimitives.ReadInt64LittleEndian(file);
        Assert.Equal(0, (8 + header) % 8);
        Assert.Equal(8 + header + 4 * 9, file.Length);

        var reader = new SafeTensorsReader(new MemoryStream(file));
        Assert.Equal(["dense.kernel", "dense.bias"], reader.Tensors.Keys);
        Assert.Equal([2, 3], reader.Tensors["dense.kernel"].Shape);
        Assert.Equal("F32", reader.Tensors["dense.bias"].Type);
        Assert.Equal("Linear", reader.Metadata["rnngen.model"]);
        Assert.Equal("1", reader.Metadata["rnngen.format"]);
        Assert.Equal(16, reader.Metadata["rnngen.architecture"].Length);
    }

    [Fact]
    public void Other_types_become_floats()
    {
        byte[] data = new byte[2 * 8 + 2 * 2 + 2 * 2];
        BinaryPrimitives.WriteDoubleLittleEndian(data, Math.PI);
        BinaryPrimitives.WriteDoubleLittleEndian(data.AsSpan(8), -1e300);
        BinaryPrimitives.WriteHalfLittleEndian(data.AsSpan(16), (Half)0.1);
        BinaryPrimitives.WriteHalfLittleEndian(data.AsSpan(18), Half.NegativeInfinity);
        BinaryPrimitives.WriteUInt16LittleEndian(data.AsSpan(20), 0x3FC0);
        BinaryPrimitives.WriteUInt16LittleEndian(data.AsSpan(22), 0xC000);
        var reader = new SafeTensorsReader(new MemoryStream(Bytes(
            """
            {"d":{"dtype":"F64","shape":[2],"data_offsets":[0,16]},
             "h":{"dtype":"F16","shape":[1,2],"data_offsets":[16,20]},
             "b":{"dtype":"BF16","shape":[2,1],"data_offsets":[20,24]}}
            """,
            data)));
        Assert.Equal([(float)Math.PI, float.NegativeInfinity], Values(reader, "d"));
        Assert.Equal([(float)(Half)0.1, float.NegativeInfinity], Values(reader, "h"));
        Assert.Equal([1.5f, -2f], Values(reader, "b"));
    }

    [Fact]
    public void Texts_may_have_quotes_in_them()
    {
        var reader = new SafeTensorsReader(new MemoryStream(Bytes(
            """{"__metadata__":{"rnngen.note":"a \"quoted\" word, \\"},"b\"":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", new byte[8])));
        Assert.Equal("a \"quoted\" word, \\", reader.Metadata["rnngen.note"]);
        Assert.Equal([0f, 0f], Values(reader, "b\""));
    }

    [Theory]
    [InlineData("", "it has 4 bytes, but eight")]
    [InlineData("{", "the header cannot be read")]
    [InlineData("[]", "the header is a JSON StartArray, wanted a StartObject")]
    [InlineData("nothing", "the header cannot be read")]
    [InlineData("{}{}", "the header cannot be read")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1]}}""", "tensor 'a' lacks its data_offsets")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0]}}""", "tensor 'a' has 1 data_offsets, wanted two")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,8]}}""", "is said to lie at [0, 8], but there are 4 bytes of data")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[-4,0]}}""", "is said to lie at [-4, 0]")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}""", "has 4 bytes, but (2,) of F32 needs 8")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2147483647,2147483647,2147483647],"data_offsets":[0,4]}}""", "has 4 bytes, but")]
    [InlineData("""{"a":{"dtype":"F32","shape":[9999999999],"data_offsets":[0,4]}}""", "has a dimension of 9999999999")]
    [InlineData("""{"a":{"dtype":"F32","shape":[99999999999999999999],"data_offsets":[0,4]}}""", "the header cannot be read")]
    [InlineData("""{"a":{"dtype":"F32","shape":[-1],"data_offsets":[0,4]}}""", "has a dimension of -1")]
    [InlineData("""{"a":{"dtype":"I8","shape":[4],"data_offsets":[0,4]}}""", "has type 'I8'; F64, F32, F16 and BF16 are read")]
    [InlineData("""{"a":{"dtype":"F16","shape":[1],"data_offsets":[0,2]}}""", "the tensors end at byte 2 of 4")]
    [InlineData("""{"a":{"dtype":"F16","shape":[1],"data_offsets":[2,4]}}""", "begins at byte 2 of the data, but the one before ends at 0")]
    [InlineData("""{"a":{"dtype":"F16","shape":[1],"data_offsets":[0,2]},"b":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", "begins at byte 0 of the data, but the one before ends at 2")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", "stands twice")]
    [InlineData("""{"__metadata__":{"a":1}}""", "a text in __metadata__ is a JSON Number, wanted a String")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4],"more":1}}""", "has an unknown property 'more'")]
    [InlineData("""{"a":{"shape":[1],"shape":[1],"dtype":"F32","data_offsets":[0,4]}}""", "has an unknown property 'shape', or has it twice")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1],"data_offsets":[0,4]}}""", "shape of tensor 'a' has more than 32 numbers")]
    [InlineData("""{"a":[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[""", "tensor 'a' is a JSON StartArray, wanted a StartObject")]
    [InlineData("""{"a":{"dtype":"F32","shape":[[1]],"data_offsets":[0,4]}}""", "the header cannot be read")]
    public void What_breaks_the_format_is_refused(string header, string message)
    {
        byte[] file = header.Length == 0 ? new byte[4] : Bytes(header, new byte[4]);
        File.WriteAllBytes(PathOf("a.safetensors"), file);
        var model = new LinearModel(1, 1, batch: 1);
        float[] before = model.Parameters.ToArray();
        var exception = Assert.Throws<InvalidDataException>(() => model.LoadWeights(PathOf("a.safetensors")));
        Assert.StartsWith($"Linear.LoadWeights: {PathOf("a.safetensors")}: ", exception.Message, StringComparison.Ordinal);
        Assert.Contains(message, exception.Message, StringComparison.Ordinal);
        Assert.Equal(before, model.Parameters.ToArray());
    }

    /// <summary>Headers made so that reading them costs as much memory as can be, for each of their bytes.</summary>
    [Theory]
    [InlineData("tensors", 20_000, null)]
    [InlineData("tensors", 200_000, "the header names more than 100000 tensors")]
    [InlineData("metadata", 200_000, null)]
    [InlineData("name", 200_000, "a text in the header has 200000 bytes, but at most 1000 are read")]
    [InlineData("own metadata", 200_000, "has more than 1000 texts of RnnGen")]
    [InlineData("dimensions", 500_000, "has more than 32 numbers")]
    [InlineData("shapes", 200_000, "or has it twice")]
    public void A_hostile_header_takes_no_more_than_some_times_its_size(string what, int count, string? message)
    {
        string Many(Func<int, string> item) => string.Join(",", Enumerable.Range(0, count).Select(item));
        byte[] file = Bytes(
            what switch
            {
                "tensors" => $"{{{Many(i => $$""" "t{{i:x}}":{"dtype":"F32","shape":[0],"data_offsets":[0,0]}""")}}}",
                "name" => $"{{\"{Many(_ => "")[1..]}aa\":{{}}}}",
                "metadata" => $$$"""{"__metadata__":{{{{Many(i => $"\"{i:x}\":\"\"")}}}}}""",
                "own metadata" => $$$"""{"__metadata__":{{{{Many(i => $"\"rnngen.{i:x}\":\"\"")}}}}}""",
                "dimensions" => $$$"""{"a":{"dtype":"F32","shape":[{{{Many(_ => "1")}}}],"data_offsets":[0,0]}}""",
                _ => $$$"""{"a":{"dtype":"F32",{{{Many(_ => "\"shape\":[0]")}}},"data_offsets":[0,0]}}""",
            },
            []);

        using var stream = new MemoryStream(file);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Exception? exception = Record.Exception(() => new SafeTensorsReader(stream));
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.True(allocated <= 6L * file.Length + 100_000, $"{allocated} bytes for {file.Length}: {(double)allocated / file.Length:F1} times");
        Assert.Contains(message ?? "", exception?.Message ?? "", StringComparison.Ordinal);
        Assert.Equal(message is null, exception is null);
    }

    [Fact]
    public void A_file_may_be_larger_than_an_array()
    {
        // The large tensor is a hole: it takes no room.
        string path = PathOf("large.safetensors");
        byte[] start = Bytes(
            """
            {"large":{"dtype":"F32","shape":[700000000],"data_offsets":[0,2800000000]},
             "layer.weight0":{"dtype":"F32","shape":[2],"data_offsets":[2800000000,2800000008]}}
            """,
            []);
        using (FileStream file = File.Create(path))
        {
            file.Write(start);
            file.Position += 2_800_000_000;
            file.Write([0, 0, 0x80, 0x3F, 0, 0, 0, 0x40]);
        }

        BareModel model = BareModel.Of(Initializer.Zeros, [2]);
        Assert.Empty(model.LoadWeights(path, strict: false));
        Assert.Equal([1f, 2], model.Parameters.ToArray());
        Assert.Contains(
            "the model has no weight 'large'", Assert.Throws<InvalidDataException>(() => model.LoadWeights(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Weights_of_several_pieces_come_back()
    {
        BareModel model = BareModel.Of(Initializer.GlorotUniform, [1500, 1000], [700, 1500], [3]), other = new(model.Description, seed: 1);
        model.SaveCheckpoint(PathOf("a"), new SGD());
        other.LoadCheckpoint(PathOf("a"), new SGD());
        Assert.Equal(model.Parameters.ToArray(), other.Parameters.ToArray());

        model.SaveWeights(PathOf("b"));
        other = new(model.Description, seed: 1);
        other.LoadWeights(PathOf("b"));
        Assert.Equal(model.Parameters.ToArray(), other.Parameters.ToArray());
    }

    [Fact]
    public void A_folder_is_no_file()
    {
        var model = new LinearModel(2, 3, batch: 1);
        string message = $"'{_folder}' is a folder, wanted a file.";
        Assert.Equal(message, Assert.Throws<IOException>(() => model.LoadWeights(_folder)).Message);
        Assert.Equal(message, Assert.Throws<IOException>(() => model.LoadCheckpoint(_folder, new SGD())).Message);
        Assert.Throws<IOException>(() => model.SaveWeights(_folder));
    }

    [Fact]
    public void A_message_names_no_more_tensors_than_one_can_read()
    {
        byte[] file = Bytes($"{{{string.Join(",", Enumerable.Range(10, 90).Select(i => $$"""
            "t{{i}}":{"dtype":"F32","shape":[0],"data_offsets":[0,0]}
            """))}}}", []);
        Assert.Contains(
            "there is no tensor 'dense.kernel'; it holds t10, t11, t12, t13, t14, t15, t16, t17, t18, t19, t20, t21, t22, t23, t24, t25, t26, t27, t28, t29, "
            + "t30, t31, t32, t33, t34, t35, t36, t37, t38, t39, t40, t41, t42, t43, t44, t45, t46, t47, t48, t49 and 50 others. Pass",
            Assert.Throws<InvalidDataException>(() => new LinearModel(2, 3, batch: 1).LoadWeights(new MemoryStream(file))).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_says_which_tensor_does_not_fit()
    {
        string file = PathOf("a.safetensors");
        new LinearModel(2, 3, batch: 1).SaveWeights(file);
        Assert.Contains(
            "tensor 'dense.kernel' has shape (2, 3), but the model's has (3, 2)",
            Assert.Throws<InvalidDataException>(() => new LinearModel(3, 2, batch: 1).LoadWeights(file)).Message,
            StringComparison.Ordinal);

        BareModel bare = BareModel.Of(Initializer.Zeros, [2, 3]);
        Assert.Contains(
            "there is no tensor 'layer.weight0'; it holds dense.bias, dense.kernel. Pass strict: false",
            Assert.Throws<InvalidDataException>(() => bare.LoadWeights(file)).Message,
            StringComparison.Ordinal);
        Assert.Equal(["layer.weight0"], bare.LoadWeights(file, strict: false));

        File.WriteAllBytes(file, Bytes(
            """{"layer.weight0":{"dtype":"F32","shape":[2,3],"data_offsets":[0,24]},"other":{"dtype":"F32","shape":[],"data_offsets":[24,28]}}""",
            new byte[28]));
        Assert.Contains(
            "the model has no weight 'other'; it has layer.weight0.",
            Assert.Throws<InvalidDataException>(() => bare.LoadWeights(file)).Message,
            StringComparison.Ordinal);
        Assert.Empty(bare.LoadWeights(file, strict: false));

        // Only NumPy's files have arrays without names.
        File.WriteAllBytes(file, Bytes("""{"arr_0":{"dtype":"F32","shape":[2,3],"data_offsets":[0,24]}}""", new byte[24]));
        Assert.Contains(
            "there is no tensor 'layer.weight0'; it holds arr_0.",
            Assert.Throws<InvalidDataException>(() => bare.LoadWeights(file)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Weights_of_other_layers_are_refused()
    {
        var model = new LinearModel(2, 3, batch: 1);
        using var stream = new MemoryStream();
        model.SaveWeights(stream);
        byte[] file = stream.ToArray();
        file[file.AsSpan().IndexOf("architecture\":\""u8) + "architecture\":\"".Length] = (byte)'x';
        Assert.Contains(
            "the names and shapes fit, but the weights are those of Linear, whose layers differ (architecture x",
            Assert.Throws<InvalidDataException>(() => model.LoadWeights(new MemoryStream(file))).Message,
            StringComparison.Ordinal);
        Assert.Empty(model.LoadWeights(new MemoryStream(file), strict: false));
    }

    [Fact]
    public void A_file_that_cannot_be_written_leaves_the_old_one()
    {
        string file = PathOf("a.safetensors");
        new LinearModel(2, 3, batch: 1).SaveWeights(file);
        byte[] before = File.ReadAllBytes(file);
        Assert.Throws<InvalidOperationException>(() => WholeFile.Write(file, stream =>
        {
            stream.WriteByte(1);
            throw new InvalidOperationException();
        }));
        Assert.Equal(before, File.ReadAllBytes(file));
        Assert.Single(Directory.EnumerateFiles(_folder));
        Assert.Throws<DirectoryNotFoundException>(() => new LinearModel(2, 3, batch: 1).SaveWeights(PathOf("none/a.safetensors")));
        Assert.Throws<FileNotFoundException>(() => new LinearModel(2, 3, batch: 1).LoadWeights(PathOf("b.safetensors")));
    }

    [Fact]
    public void A_second_writer_leaves_the_first_ones_file_alone()
    {
        string file = PathOf("run.ckpt");
        WholeFile.Write(
            file,
            first =>
            {
                first.WriteByte(1);
                Assert.Throws<IOException>(() => WholeFile.Write(file, second => second.WriteByte(2), onlyWriter: true));
            },
            onlyWriter: true);
        Assert.Equal([1], File.ReadAllBytes(file));
        Assert.Equal([file], Directory.EnumerateFiles(_folder));
    }

    private static int[] Bits(Model model) => [.. model.Parameters.ToArray().Select(BitConverter.SingleToInt32Bits)];

    private static float[] Values(SafeTensorsReader reader, string name)
    {
        float[] values = new float[2];
        reader.Tensors[name].Load();
        reader.Tensors[name].CopyTo(values);
        return values;
    }

    private static byte[] Bytes(string header, byte[] data)
    {
        byte[] json = Encoding.UTF8.GetBytes(header);
        byte[] length = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(length, json.Length);
        return [.. length, .. json, .. data];
    }
}
