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

    /// <summary>A program made by the template takes the package of the template's own version.</summary>
    [Fact]
    public void The_template_wants_the_package_of_its_own_version()
    {
        string version = XDocument.Parse(Repository.Read("Directory.Build.props")).Descendants("Version").Single().Value;
        string wanted = XDocument.Parse(Repository.Read("src", "Templates", "rnngen", "RnnGenApp.csproj"))
            .Descendants("PackageReference").Single()
            .Attribute("Version")!.Value;

        Assert.Equal(version, wanted);
    }
}
