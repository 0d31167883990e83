namespace RnnGen;

/// <summary>What random numbers are for; numbers for different purposes never come from the same stream.</summary>
internal enum RandomPurpose
{
    /// <summary>Initial values; the index is that of the weight.</summary>
    Weights = 1,

    /// <summary>Order of the rows; the index is 0 and the step is the epoch.</summary>
    Shuffle = 2,

    /// <summary>Dropout masks; the index is the stream of the mask and the step is the training step.</summary>
    Dropout = 3,

    /// <summary>Order of the rows of data before training; the step is the pass over them.</summary>
    Data = 4,
}

/// <summary>
/// A sequence of random numbers determined by a seed, a purpose, an index (which weight, which mask) and a step.
/// </summary>
internal struct RandomStream
{
    private readonly uint _key0;
    private readonly uint _key1;
    private readonly ulong _step;
    private ulong _block;
    private int _used = 4;
    private Philox.Block _numbers;

    public RandomStream(int seed, RandomPurpose purpose, int index = 0, long step = 0)
    {
        _key0 = unchecked((uint)seed);
        _key1 = unchecked((uint)purpose << 28 ^ (uint)index);
        _step = unchecked((ulong)step);
    }

    /// <summary>The four numbers of a block anywhere in the sequence.</summary>
    public readonly Philox.Block BlockAt(ulong block) => Philox.Compute(
        new Philox.Block(
            unchecked((uint)block), (uint)(block >> 32), unchecked((uint)_step), (uint)(_step >> 32)),
        _key0,
        _key1);

    /// <summary>The next 32 bits.</summary>
    public uint NextUInt32()
    {
        if (_used == 4)
        {
            _numbers = BlockAt(_block++);
            _used = 0;
        }

        return _used++ switch
        {
            0 => _numbers.Word0,
            1 => _numbers.Word1,
            2 => _numbers.Word2,
            _ => _numbers.Word3,
        };
    }

    /// <summary>Uniform in [0, 1), a multiple of 2⁻⁵³.</summary>
    public double NextUniform()
    {
        ulong high = NextUInt32() >> 5;
        ulong low = NextUInt32() >> 6;
        return (high * 67108864.0 + low) * (1.0 / 9007199254740992.0);
    }

    /// <summary>Standard normal.</summary>
    /// <remarks>
    /// Kinderman and Monahan's ratio of uniforms: x = v/u for a point (u, v) drawn until it lies in the region
    /// 0 &lt; u ≤ e^(−x²/4). The logarithm only decides; the value is one division, so it is the same bits on every platform.
    /// </remarks>
    public double NextNormal()
    {
        // 2·√(2/e): the region's height, rounded up.
        const double Height = 1.7155277699214136;
        while (true)
        {
            double u = 1 - NextUniform();
            double v = Height * (NextUniform() - 0.5);
            double x = v / u;
            if (x * x <= -4 * Math.Log(u))
                return x;
        }
    }

    /// <summary>Standard normal, drawn again until it is at most two standard deviations from 0.</summary>
    public double NextTruncatedNormal()
    {
        while (true)
        {
            double x = NextNormal();
            if (Math.Abs(x) <= 2)
                return x;
        }
    }

    /// <summary>Uniform in [0, count), each equally likely.</summary>
    public int NextBelow(int count)
    {
        // Lemire's multiplication method: numbers below the threshold would make the first values likelier.
        uint range = (uint)count;
        uint threshold = unchecked((uint)-(int)range) % range;
        while (true)
        {
            ulong product = (ulong)NextUInt32() * range;
            if (unchecked((uint)product) >= threshold)
                return (int)(product >> 32);
        }
    }

    /// <summary>Puts items in random order (Fisher–Yates).</summary>
    public void Shuffle(Span<int> items)
    {
        for (int i = items.Length - 1; i > 0; i--)
        {
            int j = NextBelow(i + 1);
            (items[i], items[j]) = (items[j], items[i]);
        }
    }
}
