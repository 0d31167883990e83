# What the smoke tests of the samples share; they source it from their own folder. Each check counts; `finish` ends the test.
# shellcheck shell=bash disable=SC2034
set -uo pipefail
set -m # job control: without it a background process of a script would ignore the SIGINT it is sent

out=$(mktemp) err=$(mktemp) scratch=$(mktemp -d)
trap 'rm -rf "$out" "$err" "$scratch"' EXIT
passed=0 failed=0

check() { # check <what> <command…>: passes if the command succeeds
    local what=$1
    shift
    if "$@"; then
        passed=$((passed + 1)); echo "ok    $what"
    else
        failed=$((failed + 1)); echo "FAIL  $what"
        tail -n 5 "$out" "$err"
    fi
}
says() { grep -qF -- "$1" "$out"; }
complains() { grep -qF -- "$1" "$err"; }
run() { "$program" "$@" >"$out" 2>"$err"; code=$?; }
is_plain() { ! LC_ALL=C grep -q $'[\001-\010\013-\037\177]' "$out"; }

build() { # build <assembly>
    dotnet build -c Release -v q -nologo -nodeReuse:false >"$out" 2>"$err"
    check "builds without warnings" test $? = 0
    [ $failed = 0 ] || finish
    program=bin/Release/net10.0/$1
}

rejects() { # rejects <arguments>: a mistake on the command line
    run $1
    check "$1: exit code 2" test $code = 2
    check "$1: a message that points to --help" complains "--help"
}

has_help() { # has_help <option…>
    run --help
    check "--help: exit code 0" test $code = 0
    local option
    for option in "$@"; do
        check "--help: names $option" says "$option"
    done
}

needs_data() { # needs_data <arguments>: runs with them; where the data is absent, that is checked instead, and the test ends
    run $1 --no-download
    if [ $code = 2 ] && complains "was not found"; then
        check "data absent: one line that says what to do" test "$(wc -l <"$err")" = 1
        echo "skip  the rest: $(cat "$err")"
        finish
    fi
}

without_data() { # without_data <arguments>: what a machine without the data sees
    RNNGEN_DATA=$scratch/none XDG_CACHE_HOME=$scratch HOME=$scratch run $1 --no-download
    check "without data: exit code 2" test $code = 2
    check "without data: one line" test "$(wc -l <"$err")" = 1
    check "without data: says where to put it" complains "Put "
    run $1 --data "$scratch/none"
    check "no such folder: exit code 2" test $code = 2
    check "no such folder: says so" complains "there is no folder $scratch/none"
}

interrupt() { # interrupt <seconds> <arguments>: presses Ctrl-C after that time
    "$program" $2 >"$out" 2>"$err" &
    local pid=$!
    sleep "$1"
    kill -INT $pid
    wait $pid
    code=$?
    check "Ctrl-C: exit code 130" test $code = 130
}

finish() {
    echo "$passed passed, $failed failed"
    [ $failed = 0 ]
    exit
}
