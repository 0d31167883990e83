namespace RnnGen.Data;

/// <summary>Types of the numbers in a <see cref="NumericArray"/>.</summary>
public enum NumericType
{
    /// <summary><c>bool</c>, one byte each: 0 or 1.</summary>
    Boolean,

    /// <summary><c>byte</c>.</summary>
    UInt8,

    /// <summary><c>sbyte</c>.</summary>
    Int8,

    /// <summary><c>ushort</c>.</summary>
    UInt16,

    /// <summary><c>short</c>.</summary>
    Int16,

    /// <summary><c>uint</c>.</summary>
    UInt32,

    /// <summary><c>int</c>.</summary>
    Int32,

    /// <summary><c>ulong</c>.</summary>
    UInt64,

    /// <summary><c>long</c>.</summary>
    Int64,

    /// <summary><c>System.Half</c>.</summary>
    Float16,

    /// <summary><c>float</c>.</summary>
    Float32,

    /// <summary><c>double</c>.</summary>
    Float64,
}
