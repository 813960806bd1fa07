"""What each shell is told once, so that it asks the program how a call goes on.

They ask as Typer's scripts do, which are taken from any program alike; Typer's own for PowerShell
give the tab key of every other program another meaning, too.
"""

from __future__ import annotations

from jlxx_check.model.about import NAME

#: With this in the environment the program completes a word instead: ``complete_bash``.
VARIABLE = "_JLXX_CHECK_COMPLETE"
#: The line as it is typed, and what PowerShell takes for the word that is begun.
LINE, BEGUN = "_TYPER_COMPLETE_ARGS", "_TYPER_COMPLETE_WORD_TO_COMPLETE"
#: Fish asks twice: whether there is anything (``is-args``), then for it.
FISH_ASKS = "_TYPER_COMPLETE_FISH_ACTION"

_POWERSHELL = f"""\
Register-ArgumentCompleter -Native -CommandName {NAME} -ScriptBlock {{
    param($wordToComplete, $commandAst, $cursorPosition)
    $encoding = [Console]::OutputEncoding
    try {{
        [Console]::OutputEncoding = [System.Text.Encoding]::UTF8
        $Env:{VARIABLE} = "complete_powershell"
        $Env:{LINE} = $commandAst.ToString()
        $Env:{BEGUN} = $wordToComplete
        {NAME} | ForEach-Object {{
            $word, $told = $_ -Split ":::"
            $kind = 'ParameterValue'
            [System.Management.Automation.CompletionResult]::new($word, $word, $kind, $told)
        }}
    }} finally {{
        $Env:{VARIABLE} = $null
        $Env:{LINE} = $null
        $Env:{BEGUN} = $null
        [Console]::OutputEncoding = $encoding
    }}
}}"""

SCRIPTS = {
    "bash": f"""\
_jlxx_check_completion() {{
    local IFS=$'\\n'
    COMPREPLY=( $(env COMP_WORDS="${{COMP_WORDS[*]}}" COMP_CWORD=$COMP_CWORD \\
        {VARIABLE}=complete_bash "$1" 2>/dev/null) )
}}
complete -o default -F _jlxx_check_completion {NAME}""",
    "zsh": f"""\
#compdef {NAME}
_jlxx_check_completion() {{
    eval $(env {LINE}="${{words[1,$CURRENT]}}" {VARIABLE}=complete_zsh {NAME})
}}
compdef _jlxx_check_completion {NAME}""",
    "fish": (
        f"complete --command {NAME} --no-files --arguments "
        f'"(env {VARIABLE}=complete_fish {FISH_ASKS}=get-args {LINE}=(commandline -cp) {NAME})" '
        f'--condition "env {VARIABLE}=complete_fish {FISH_ASKS}=is-args '
        f'{LINE}=(commandline -cp) {NAME}"'
    ),
    "powershell": _POWERSHELL,
    "pwsh": _POWERSHELL,
}
