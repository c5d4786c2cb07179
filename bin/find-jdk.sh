# Sourced by ./dowser and ./verify: sets JAVA_HOME to the first JDK that is new enough, or says what is missing.
# Looks at JAVA_HOME, then PATH, then the usual folders of Linux, macOS and SDKMAN.

dowser_jdk_min=25
dowser_jdk_looked=

# Major version of the JDK in folder $1; empty if it is none. Reads the release file: no JVM start.
dowser_jdk_major() {
  [ -x "$1/bin/java" ] && [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 0
  sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release"
}

dowser_jdk_try() {
  [ -n "$1" ] && [ -d "$1" ] || return 1
  dowser_jdk_found=$(dowser_jdk_major "$1")
  dowser_jdk_looked="$dowser_jdk_looked
  $1${dowser_jdk_found:+ (JDK $dowser_jdk_found)}"
  [ "${dowser_jdk_found:-0}" -ge "$dowser_jdk_min" ] || return 1
  JAVA_HOME=$1
  export JAVA_HOME
}

# The folder of the JDK whose java is first on PATH, links followed.
dowser_jdk_on_path() {
  dowser_java=$(command -v java) || return 0
  while [ -L "$dowser_java" ]; do
    dowser_link=$(readlink "$dowser_java")
    case $dowser_link in
      /*) dowser_java=$dowser_link ;;
      *) dowser_java=$(dirname "$dowser_java")/$dowser_link ;;
    esac
  done
  (cd "$(dirname "$dowser_java")/.." 2>/dev/null && pwd -P)
}

dowser_find_jdk() {
  dowser_jdk_try "${JAVA_HOME:-}" && return 0
  dowser_jdk_try "$(dowser_jdk_on_path)" && return 0
  for dowser_folder in /usr/lib/jvm/* /usr/java/* /opt/*jdk* /opt/java/* "${HOME:-/nonexistent}"/.jdks/* \
    "${HOME:-/nonexistent}"/.sdkman/candidates/java/* /Library/Java/JavaVirtualMachines/*/Contents/Home \
    "${HOME:-/nonexistent}"/Library/Java/JavaVirtualMachines/*/Contents/Home /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home; do
    dowser_jdk_try "$dowser_folder" && return 0
  done
  echo "dowser: needs a JDK $dowser_jdk_min or newer and found none. Looked at:${dowser_jdk_looked:- nothing, no JDK is installed}" >&2
  echo "Install one (for example Temurin $dowser_jdk_min), or set JAVA_HOME to it." >&2
  return 1
}
