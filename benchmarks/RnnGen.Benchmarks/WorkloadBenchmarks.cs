using BenchmarkDotNet.Attributes;

namespace RnnGen.Benchmarks;

/// <summary>A training step and an inference of one full batch; nothing may be allocated.</summary>
[MemoryDiagnoser]
public class WorkloadBenchmarks
{
    private Workload _workload = null!;

    [ParamsSource(nameof(Trained))]
    public string Id { get; set; } = "";

    [Params(1, 2)]
    public int Threads { get; set; }

    [Params(CodeStyle.Fused, CodeStyle.Textbook)]
    public CodeStyle Style { get; set; }

    public static IEnumerable<string> Trained => WorkloadList.All.Where(entry => entry.Trains).Select(entry => entry.Id);

    [GlobalSetup]
    public void Setup()
    {
        RnnGenOptions.Threads = Threads;
        _workload = WorkloadList.Select([Id])[0].Create(Style);
    }

    [Benchmark]
    public void Train() => _workload.Train!();

    [Benchmark]
    public void Predict() => _workload.Predict();
}

/// <summary>One timestep of one sequence with the state kept, as in a stream.</summary>
[MemoryDiagnoser]
public class StepBenchmarks
{
    private Workload _workload = null!;

    [ParamsSource(nameof(Streaming))]
    public string Id { get; set; } = "";

    [Params(CodeStyle.Fused, CodeStyle.Textbook)]
    public CodeStyle Style { get; set; }

    public static IEnumerable<string> Streaming => WorkloadList.All.Where(entry => !entry.Trains).Select(entry => entry.Id);

    [GlobalSetup]
    public void Setup() => _workload = WorkloadList.Select([Id])[0].Create(Style);

    [Benchmark]
    public void Step() => _workload.Predict();
}
