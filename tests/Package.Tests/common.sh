# What the tests of the packed package share; they source it. What they build stands outside the repository.
# shellcheck shell=bash
set -euo pipefail
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_CLI_UI_LANGUAGE=en MSBUILDDISABLENODEREUSE=1

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# pack FOLDER PROJECT...: packs as a release is packed; apart from the developer's build, but below the repository's root, from
# which all paths in the package are counted.
pack() {
    local to=$1 project
    shift
    for project in "$@"; do
        dotnet pack "$root/$project" -c Release -o "$to" --artifacts-path "$root/artifacts/pack" -p:ContinuousIntegrationBuild=true -v q
    done
}

# The packages under test: those in RNNGEN_TEST_PACKAGES, where several tests share them, or new ones.
packages=${RNNGEN_TEST_PACKAGES:-$work/packages}
ls "$packages"/*.nupkg >/dev/null 2>&1 || pack "$packages" src/Package src/Templates
version=$(basename "$packages"/RnnGen.[0-9]*.nupkg .nupkg)
version=${version#RnnGen.}

# From here on an empty package cache, or the one in RNNGEN_TEST_CACHE, as on a machine that has never seen RnnGen.
empty_cache() {
    export NUGET_PACKAGES=${RNNGEN_TEST_CACHE:-$work/cache}
}

fail() {
    echo "FAILED: $*" >&2
    exit 1
}

# client FOLDER FRAMEWORKS [PROPERTIES]: a project of a user who has run `dotnet add package RnnGen`, and is strict with himself.
client() {
    mkdir -p "$1"
    cat >"$1/Client.csproj" <<EOF
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <OutputType>Exe</OutputType>
    <TargetFrameworks>$2</TargetFrameworks>
    <ImplicitUsings>enable</ImplicitUsings>
    <Nullable>enable</Nullable>
    <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
    <IsAotCompatible>true</IsAotCompatible>
    <TrimmerSingleWarn>false</TrimmerSingleWarn>
    <EmitCompilerGeneratedFiles>true</EmitCompilerGeneratedFiles>
    <RollForward>Major</RollForward>
    <InvariantGlobalization>true</InvariantGlobalization>
    ${3:-}
    <RestoreAdditionalProjectSources>$packages</RestoreAdditionalProjectSources>
  </PropertyGroup>
  <ItemGroup>
    <PackageReference Include="RnnGen" Version="$version" />
    <RnnGenWeights Include="*.safetensors" />
  </ItemGroup>
</Project>
EOF
}

# installed WHAT PACKAGE...: whether a command or a file is there, after an attempt to install it from Debian (as root).
installed() {
    there "$1" && return
    { apt-get update -qq && apt-get install -y -qq --no-install-recommends "${@:2}"; } >"$work/apt.log" 2>&1 || true
    there "$1"
}
there() {
    [ -e "$1" ] || command -v "$1" >/dev/null
}
