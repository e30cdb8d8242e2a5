
# Completes what follows a comma in a list as if it stood alone.
function __fish_archwise_after_comma
    set -l token (commandline -ct)
    set -l line (commandline -cp)
    set -l before (string sub -l (math (string length -- $line) - (string length -- $token)) -- $line)
    set -l word (string replace -r '^(--[^=]+)=' '$1 ' -- $token)
    set -l list (string match -r '[^ ]*,' -- $word)
    complete -C "$before"(string replace -- $list '' $word) | string replace -r '^' -- $list
end

# Offers fields of JSON, those in a field once it is clear in which.
function __fish_archwise_fields
    set -l begun (commandline -ct | string replace -r '^--json=' '')
    set -l fields (string match -- "$begun*" $argv)
    set -l outer (string match -v '*.*' -- $fields)
    test (count $outer) -gt 1; and set fields $outer
    printf '%s\t\n' $fields
end
