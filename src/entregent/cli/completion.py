"""`completion`: the script that lets a shell complete commands and names."""

import click
from click.shell_completion import get_completion_class

from entregent.app.language import gettext as _
from entregent.app.marking import N_
from entregent.cli.lazy import command

WHERE = {
    "bash": 'eval "$(entregent completion bash)"   # ~/.bashrc',
    "zsh": 'eval "$(entregent completion zsh)"   # ~/.zshrc',
    "fish": "entregent completion fish > ~/.config/fish/completions/entregent.fish",
}


@command(
    "completion",
    help=N_(
        "Print the script that completes commands and names with the Tab key.\n\n"
        'bash: eval "$(entregent completion bash)" in ~/.bashrc; zsh alike; fish: write it to '
        "~/.config/fish/completions/entregent.fish"
    ),
)
@click.argument("shell", type=click.Choice(list(WHERE)))
@click.pass_context
def completion(context: click.Context, *, shell: str) -> None:
    """Print a completion script."""
    found = get_completion_class(shell)
    if found is None:
        raise click.UsageError(_("There is no completion for {shell}.").format(shell=shell))
    script = found(context.find_root().command, {}, "entregent", "_ENTREGENT_COMPLETE")
    click.echo(script.source())
