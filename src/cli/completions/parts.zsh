    # The flags that may stand before a command do not go on behind it.
    local -a ending
    [[ -n ${(M)words[2,CURRENT-1]:#(COMMANDS)} ]] && ending=(-A '-*')
    # A list goes on after a comma; `--flag=a,b` is taken as `--flag a,b` for that.
    if [[ $PREFIX == (LISTS)=*,* ]]; then
        compset -P '*='
        words[CURRENT]=("${words[CURRENT]%%=*}" "${words[CURRENT]#*=}")
        (( CURRENT++ ))
    fi
    [[ ${words[CURRENT-1]} == (LISTS) ]] && compset -P '*,'
