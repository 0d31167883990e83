using BenchmarkDotNet.Running;
using RnnGen.Benchmarks;

BenchmarkSwitcher.FromAssembly(typeof(GeneratorBenchmarks).Assembly).Run(args);
