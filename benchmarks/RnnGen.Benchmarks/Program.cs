using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using RnnGen.Benchmarks;

// Tables in a minute or two; everything else is BenchmarkDotNet's command line (--list flat shows what there is).
try
{
    switch (args)
    {
        case ["workloads", .. string[] rest]:
            return WorkloadTable.Run(rest);
        case ["kernels", .. string[] rest]:
            return KernelTable.Run(rest);
        case ["cells", .. string[] rest]:
            return OwnCellTable.Run(rest);
        case ["elementwise", .. string[] rest]:
            return ElementwiseTable.Run(rest);
        case ["peers", .. string[] rest]:
            return PeerTable.Run(rest);
        default:
            // It builds a project for each run, which takes longer than the usual two minutes where others use the processor too.
            ManualConfig config = ManualConfig.Create(DefaultConfig.Instance).WithBuildTimeout(TimeSpan.FromMinutes(15));
            IEnumerable<Summary> summaries = BenchmarkSwitcher.FromAssembly(typeof(GeneratorBenchmarks).Assembly).Run(args, config);
            return summaries.SelectMany(summary => summary.Reports).All(report => report.Success) ? 0 : 1;
    }
}
catch (ArgumentException exception)
{
    Console.Error.WriteLine(exception.Message);
    return 1;
}
