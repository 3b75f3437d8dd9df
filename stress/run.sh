#!/usr/bin/env bash
# Looks for what only shows under stress:
#
#   stress/run.sh races …          all races, with jcstress, in all of its JVM modes; its own options may follow
#   stress/run.sh torture [60]     random operations with a model beside them: so many seconds under each of five
#                                  collectors, on JDK 17 and on JDK 25
#   stress/run.sh load [10000000]  the longest operation of a table of so many entries, beside Guava's
#   stress/run.sh short            the races and the torture run, each as short as possible
#
# Uses the JDK of JAVA_HOME, or the one on the PATH; for where torture finds the JDKs see .ci/jdks. JAVA_OPTS are passed on
# to torture and load.
set -euo pipefail
cd "$(dirname "$0")/.."
. .ci/jdks

usage() {
    sed -n '2,/^set/{/^#/s/^# \{0,1\}//p}' "$0" >&2
    exit 2
}

java=java
if [ -n "${JAVA_HOME:-}" ]; then
    java="$JAVA_HOME/bin/java"
fi

# jcstress and Guava use what newer JDKs warn of, and older ones do not know the option for.
quiet() {
    if "$1" --sun-misc-unsafe-memory-access=allow -version >/dev/null 2>&1; then
        echo --sun-misc-unsafe-memory-access=allow
    fi
}

target=stress/target

# Runs the races with the options $1…; fails if a forbidden outcome is seen.
races() {
    # shellcheck disable=SC2046
    "$java" $(quiet "$java") -cp "$target/weakmetadata-stress.jar" org.openjdk.jcstress.Main -r "$target/jcstress" "$@" \
        | tee "$target/races.txt"
    grep -q '^  Failed tests: No matches' "$target/races.txt" && grep -q '^  Error tests: No matches' "$target/races.txt"
}

# Runs the torture for $2 seconds under each collector of the JVM $1.
torture() {
    local collector
    for collector in Serial Parallel G1 Z Shenandoah; do
        if "$1" "-XX:+Use${collector}GC" -version >/dev/null 2>&1; then
            echo -n "$("$1" -version 2>&1 | sed -n '1s/.*"\(.*\)".*/\1/p') $collector: "
            # shellcheck disable=SC2086
            "$1" -Xmx128m "-XX:+Use${collector}GC" ${JAVA_OPTS:-} -cp "$target/weakmetadata-stress.jar" \
                dev.weakmetadata.stress.Torture "$2"
        fi
    done
}

mode="${1:-}"
case "$mode" in
races | torture | load | short) shift ;;
*) usage ;;
esac
mvn -q -pl stress -am -DskipTests package
case "$mode" in
races) races "$@" ;;
torture)
    for version in 17 25; do
        jdk=$(find_jdk "$version")
        if [ -n "$jdk" ]; then
            torture "$jdk/bin/java" "${1:-60}"
        fi
    done
    ;;
load)
    # shellcheck disable=SC2046,SC2086
    "$java" -Xmx4g $(quiet "$java") ${JAVA_OPTS:-} -cp "$target/weakmetadata-stress.jar" dev.weakmetadata.stress.Load "$@"
    ;;
short)
    races -f 1 -fsm 1 -iters 1 -time 100 -sc false -af NONE -hs 128 -jvmArgs "-XX:+UseSerialGC"
    torture "$java" 5
    ;;
esac
