#!/usr/bin/env bash
# What a release needs: see CONTRIBUTING.md.
#
#   release/run.sh reproduce   builds the last commit twice, in different surroundings, and compares what would be published
#   release/run.sh api         compares the runtime's API with that of the last tag, v0.1.0 or the like
#   release/run.sh check       both of these
#   release/run.sh stage KEY   signs with that GPG key, and leaves what is to be uploaded in target/staging and a zip beside it
set -euo pipefail
cd "$(dirname "$0")/.."

umask 022 # jars record who may read their files
published=.,bom,runtime,processor,agent

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

# Leaves the sources of the commit $1 in the folder $2; of what is here, where there is no repository.
export_commit() {
    mkdir -p "$2"
    if git rev-parse HEAD &> /dev/null; then
        git archive "$1"
    else
        tar -c --exclude=target .
    fi | tar -x -C "$2"
}

# Prints the checksums of all that is to be published of the build in the folder $1.
checksums() {
    mkdir -p "$1/target"
    (cd "$1" && find target bom runtime processor agent -path '*/target/*' -maxdepth 3 \
        \( -name 'weakmetadata-*.jar' -o -name '*-cyclonedx.*' -o -name '.flattened-pom.xml' \) -exec sha256sum {} + | sort -k 2)
}

reproduce() {
    build() { mvn -B -ntp -q -P release -Dgpg.skip -Dmaven.deploy.skip=false -DskipTests -pl "$published" package; }
    export_commit HEAD "$scratch/one"
    export_commit HEAD "$scratch/another/place"
    (cd "$scratch/one" && TZ=UTC build)
    (cd "$scratch/another/place" && TZ=Asia/Kathmandu MAVEN_OPTS="-Duser.language=tr" build)
    checksums "$scratch/one" > "$scratch/first"
    checksums "$scratch/another/place" > "$scratch/second"
    diff "$scratch/first" "$scratch/second"
    cat "$scratch/first"
    echo "Reproducible: $(wc -l < "$scratch/first") files are the same, byte for byte."
}

api() {
    local tag
    if ! tag=$(git describe --tags --abbrev=0 --match 'v[0-9]*' HEAD^ 2> /dev/null); then
        echo "There is no tag v… before this commit: no API to be compatible with."
        return
    fi
    export_commit "$tag" "$scratch/old"
    (cd "$scratch/old" && mvn -B -ntp -q -DskipTests -pl runtime -am package)
    mvn -B -ntp -q -DskipTests -pl runtime -am package \
        -Dapi.old="$(find "$scratch/old/runtime/target" -name 'weakmetadata-runtime-*.jar' ! -name '*-tests.jar')"
    echo "Compatible with $tag; what is new stands in runtime/target/japicmp."
}

stage() {
    local staging=$PWD/target/staging version
    version=$(sed -n 's:^  <version>\(.*\)</version>:\1:p' pom.xml | head -n 1)
    if [[ $version == *-SNAPSHOT ]]; then
        echo "$version is no version to release: set it first, see CONTRIBUTING.md." >&2
        exit 1
    fi
    rm -rf "$staging"
    mvn -B -ntp -q -P release -DskipTests -Dgpg.keyname="$1" -pl "$published" clean deploy \
        -Dmaven.deploy.skip=false -DaltDeploymentRepository="staging::file://$staging"
    find "$staging" -name 'maven-metadata.xml*' -delete
    find "$staging" -type f ! -name '*.asc' ! -name '*.md5' ! -name '*.sha1' ! -name '*.sha256' ! -name '*.sha512' -print0 |
        while IFS= read -r -d '' file; do
            gpg --batch --quiet --verify "$file.asc" "$file" 2> /dev/null || { echo "$file is not signed" >&2; exit 1; }
            echo "signed: ${file#"$staging/"}"
        done
    jar --create --no-manifest --file "target/weakmetadata-$version.zip" -C "$staging" .
    echo "To be uploaded: target/weakmetadata-$version.zip"
}

case "${1:-}" in
    reproduce | api) "$1" ;;
    check)
        reproduce
        api
        ;;
    stage) stage "${2:?the key to sign with}" ;;
    *)
        sed -n 's/^#   //p' "$0"
        exit 1
        ;;
esac
