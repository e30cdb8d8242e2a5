
# Completes what follows an equals sign, at which bash takes words apart, and what follows a comma in a list.
_archwise_parts() {
    local word="$2" flag="$3" id="" list="" outer at=$((COMP_CWORD - 1))
    if [[ "${COMP_WORDS[COMP_CWORD]}" == "=" ]]; then
        word=""
        at=$COMP_CWORD
    fi
    if [[ "${COMP_WORDS[at]}" == "=" ]]; then
        flag="${COMP_WORDS[at - 1]}"
        if [[ "$flag" != -* ]]; then
            id="$flag="
            flag="${COMP_WORDS[at - 2]}"
            [[ "$flag" == "=" ]] && flag="${COMP_WORDS[at - 3]}"
        fi
    fi
    case "$flag" in
        LISTS) [[ "$word" == *,* ]] && list="${word%,*}," ;;
    esac
    _archwise "$1" "$id${word#"$list"}" "$flag"
    if [[ "$flag" == --json ]]; then
        # The fields in a field come once it is clear in which.
        outer=($(compgen -X '*.*' -W "${COMPREPLY[*]}"))
        [[ ${#outer[@]} -gt 1 ]] && COMPREPLY=("${outer[@]}")
    fi
    COMPREPLY=("${COMPREPLY[@]#"$id"}")
    COMPREPLY=("${COMPREPLY[@]/#/$list}")
}
