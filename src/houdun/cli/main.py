"""The command line: parse, call the app, render. Heavy imports wait until a command needs them."""

from __future__ import annotations

import io
import sys

import typer

from houdun import __version__
from houdun.cli import (
    comparing,
    demo,
    desking,
    faults,
    grading,
    history,
    inbox,
    notices,
    occasions,
    playing,
    probing,
    serving,
    stamping,
    trial,
    webbing,
)
from houdun.cli.failing import INTERRUPTED, explain
from houdun.cli.options import LANGUAGE, examples, say
from houdun.language import Language

app = typer.Typer(
    name="houdun",
    no_args_is_help=True,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help=say(
        "后盾：把直播与实时音视频服务商的售后服务量出来、比出来，每个数字都能追到原话。",
        "Houdun: measures and compares the after-sales service of live-video vendors; every number leads back to a message.",
    ),
    epilog=examples(
        "houdun demo",
        "houdun init mine && houdun import chat history.jsonl -w mine && houdun compare -w mine",
        "houdun report -w mine --lang zh --out report.html",
    ),
)

if LANGUAGE is Language.ZH:
    from typer import rich_utils

    # Typer's own headings; its help texts for completion have no other way to another language.
    rich_utils.ARGUMENTS_PANEL_TITLE, rich_utils.OPTIONS_PANEL_TITLE, rich_utils.COMMANDS_PANEL_TITLE = "参数", "选项", "命令"
    rich_utils.REQUIRED_LONG_STRING, rich_utils.DEFAULT_STRING = "[必填]", "[默认：{}]"

for room in (
    history,
    comparing,
    occasions,
    notices,
    demo,
    playing,
    faults,
    probing,
    serving,
    desking,
    grading,
    trial,
    inbox,
    stamping,
    webbing,
):
    room.register(app)


@app.callback(invoke_without_command=True)
def _root(version: bool = typer.Option(False, "--version", help=say("显示版本", "show the version"))) -> None:
    if version:
        typer.echo(f"houdun {__version__}")
        raise typer.Exit


def run(arguments: list[str] | None = None) -> None:
    """The console script: every ending has its exit code, and none shows a traceback."""
    for stream in (sys.stdout, sys.stderr):
        # A terminal that cannot show a character (GBK has no ✓) shows a question mark instead.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    sys.exit(_code(arguments))


def _code(arguments: list[str] | None) -> int:
    try:
        code = int(app(args=arguments, standalone_mode=False) or 0)
    except BaseException as error:  # the outermost edge: whatever happened becomes one line and an exit code
        return explain(error)
    # Typer turns Ctrl-C into a code.
    return explain(KeyboardInterrupt()) if code == INTERRUPTED else code
