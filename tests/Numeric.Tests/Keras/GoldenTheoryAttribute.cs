using Xunit.Abstractions;
using Xunit.Sdk;

namespace RnnGen.Numeric.Tests.Keras;

/// <summary>
/// A theory over all golden cases, by name. Cases that need what RnnGen does not have yet are listed as skipped, with
/// the reason (xunit 2 can skip a theory's row only when it discovers it).
/// </summary>
[XunitTestCaseDiscoverer("RnnGen.Numeric.Tests.Keras.GoldenDiscoverer", "RnnGen.Numeric.Tests")]
[AttributeUsage(AttributeTargets.Method)]
internal sealed class GoldenTheoryAttribute : FactAttribute;

/// <summary>Makes one test of each golden case.</summary>
public sealed class GoldenDiscoverer(IMessageSink diagnostics) : IXunitTestCaseDiscoverer
{
    /// <inheritdoc/>
    public IEnumerable<IXunitTestCase> Discover(
        ITestFrameworkDiscoveryOptions discoveryOptions, ITestMethod testMethod, IAttributeInfo factAttribute)
    {
        TestMethodDisplay display = discoveryOptions.MethodDisplayOrDefault();
        TestMethodDisplayOptions displayOptions = discoveryOptions.MethodDisplayOptionsOrDefault();
        foreach (GoldenCase golden in GoldenCase.All.Values)
        {
            object[] arguments = [golden.Name];
            yield return golden.SkipReason is null
                ? new XunitTestCase(diagnostics, display, displayOptions, testMethod, arguments)
                : new XunitSkippedDataRowTestCase(
                    diagnostics, display, displayOptions, testMethod, golden.SkipReason, arguments);
        }
    }
}
