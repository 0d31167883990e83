using RnnGen;
using RnnGen.Data;
using RnnGenApp;

// A column of a CSV file: a temperature for each hour of two months.
TextTable table = TextTable.Read(Path.Combine(AppContext.BaseDirectory, "temperatures.csv"));
float[] temperatures = table["temperature"].ToSingle();

// Networks learn best from numbers around 0. The scale is that of the part that is learned from, the first 80 %.
Standardizer scale = Standardizer.Fit(temperatures.AsSpan(0, temperatures.Length * 8 / 10));
float[] series = scale.Transform(temperatures);

// 24 hours, and the hour after them: once for each hour there is.
var (train, test) = TimeSeries.Windows<float, float>(series, series, length: 24, targetOffset: 24).Split(0.8);

var model = new Forecast(seed: 1);
Console.WriteLine(Forecast.Summary);
model.Fit(train.ToDataset(), new Adam(5e-3f), epochs: 20, validationSplit: 0.1f);

Evaluation evaluation = model.Evaluate(test.ToDataset());
Console.WriteLine($"Hours it has never seen: off by {Math.Sqrt(evaluation.Loss) * scale.StandardDeviation[0]:F2} degrees.");

float[] next = scale.InverseTransform(model.Predict(series.AsSpan(series.Length - 24)));
Console.WriteLine($"The last hour of the file had {temperatures[^1]:F1} degrees, the next will have {next[0]:F1}.");

model.SaveWeights("forecast.safetensors");
