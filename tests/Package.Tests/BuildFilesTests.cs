using System.Xml.Linq;

namespace RnnGen.Package.Tests;

/// <summary>What the package's MSBuild files say is so.</summary>
public sealed class BuildFilesTests
{
    /// <summary>The compiler that users are told to have is the one that loads the generator.</summary>
    [Fact]
    public void The_wanted_compiler_is_the_one_the_generator_is_built_with()
    {
        string wanted = XDocument.Parse(Repository.Read("src", "Package", "buildTransitive", "RnnGen.targets"))
            .Descendants("_RnnGenRoslynWanted").Single().Value;
        string built = XDocument.Parse(Repository.Read("Directory.Packages.props"))
            .Descendants("PackageVersion").Single(package => (string?)package.Attribute("Include") == "Microsoft.CodeAnalysis.CSharp")
            .Attribute("Version")!.Value;

        Assert.Equal(wanted + ".0", built);
    }
}
