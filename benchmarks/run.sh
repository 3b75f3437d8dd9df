#!/usr/bin/env bash
# Measures WeakMetadata beside its peers:
#
#   benchmarks/run.sh quick [folder [rounds]]   what the goals need, in about five minutes a round
#   benchmarks/run.sh sizes [folder [rounds]]   how cost grows from a thousand keys to ten million, in about ten
#   benchmarks/run.sh all [folder [rounds]]     everything, in about half an hour
#   benchmarks/run.sh jmh …                     anything else: the arguments are JMH's, -h explains them
#   benchmarks/run.sh processor                 how much the processor adds to javac's time, in an hour or so
#
# Uses the JDK of JAVA_HOME, or the one on the PATH, with the options of JDK_JAVA_OPTIONS. The first three print a table
# of the goals, and write it, JMH's results and charts to the folder, or to benchmarks/target/. They do all of it in one
# round, or in more, and then state the medians: what slows a machine down for minutes does not spoil all of a figure.
set -euo pipefail
cd "$(dirname "$0")/.."

usage() {
    sed -n '2,/^set/{/^#/s/^# \{0,1\}//p}' "$0" >&2
    exit 2
}

target=benchmarks/target
case "${1:-}" in
quick | sizes | all) arguments=(dev.weakmetadata.benchmarks.Report "$1" "${2:-$target}" "${3:-1}") ;;
jmh) arguments=(org.openjdk.jmh.Main "${@:2}") ;;
processor) arguments=(dev.weakmetadata.benchmarks.ProcessingTime "$target/processing" 500 2000) ;;
*) usage ;;
esac

java=java
if [ -n "${JAVA_HOME:-}" ]; then
    java="$JAVA_HOME/bin/java"
fi

# JMH and JOL use what newer JDKs warn of, and older ones do not know the option for.
options=()
if "$java" --sun-misc-unsafe-memory-access=allow -version >/dev/null 2>&1; then
    options+=(--sun-misc-unsafe-memory-access=allow)
fi

mvn -q -pl benchmarks -am -DskipTests package
exec "$java" "${options[@]}" -cp "$target/weakmetadata-benchmarks.jar" "${arguments[@]}"
