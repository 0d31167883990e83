namespace RnnGen.Data;

/// <summary>Windows over a series.</summary>
/// <param name="Count">Number of windows.</param>
/// <param name="First">Timestep at which the first begins.</param>
/// <param name="Stride">Timesteps from one window's begin to the next one's.</param>
/// <param name="Length">Timesteps of a window.</param>
/// <param name="SamplingRate">Timesteps of the series from one timestep of a window to the next.</param>
/// <param name="TargetOffset">Timesteps from a window's begin to its target.</param>
/// <param name="TargetSteps">Timesteps of a target.</param>
internal readonly record struct WindowGeometry(
    int Count, int First, int Stride, int Length, int SamplingRate, int TargetOffset, int TargetSteps);

/// <inheritdoc cref="WindowGeometry"/>
internal sealed class WindowRows<TInput, TTarget>(
    ReadOnlyMemory<TInput> series,
    int features,
    ReadOnlyMemory<TTarget> targets,
    int targetFeatures,
    WindowGeometry windows)
    : RowView<TInput, TTarget>(windows.Count, windows.Length * features, windows.TargetSteps * targetFeatures)
    where TInput : unmanaged
    where TTarget : unmanaged
{
    internal override void Copy(int row, Span<TInput> x, Span<TTarget> y)
    {
        int start = windows.First + (row * windows.Stride);
        ReadOnlySpan<TInput> steps = series.Span;
        if (windows.SamplingRate == 1)
        {
            steps.Slice(start * features, x.Length).CopyTo(x);
        }
        else
        {
            for (int step = 0; step < windows.Length; step++)
                steps.Slice((start + (step * windows.SamplingRate)) * features, features).CopyTo(x[(step * features)..]);
        }

        targets.Span.Slice((start + windows.TargetOffset) * targetFeatures, y.Length).CopyTo(y);
    }
}
