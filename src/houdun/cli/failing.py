"""How the command line ends when something went wrong: one line, and the exit code of its kind."""

from __future__ import annotations

import os
import sys
import tempfile
import traceback

import click
import typer
from click.exceptions import NoSuchOption

from houdun.cli.options import LANGUAGE, say
from houdun.errors import HoudunError
from houdun.inert import one_line

WIDEST = 2_000
INTERRUPTED = 130
BUG = 1


def explain(error: BaseException) -> int:
    """Writes what happened to stderr and returns the exit code."""
    match error:
        case typer.Exit() | click.exceptions.Exit():
            return error.exit_code
        case SystemExit():
            return error.code if isinstance(error.code, int) else BUG
        case KeyboardInterrupt() | click.exceptions.Abort():
            return _line(say("已中断；没有写入一半的内容", "interrupted; nothing was left half done"), INTERRUPTED)
        case HoudunError():
            return _line(error.line(LANGUAGE), error.exit_code)
        case click.exceptions.NoArgsIsHelpError():
            click.echo(error.ctx.get_help() if error.ctx else "")
            return 2
        case click.ClickException():
            return _line(f"{say('用法错误', 'wrong use')}{_usage(error)}", 2)
        case BrokenPipeError():
            # The reader of our output went away (`| head`): not an error, but Python must not flush again.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return 0
        case _:
            return _bug(error)


def _usage(error: click.ClickException) -> str:
    colon = say("：", ": ")
    match error:
        case NoSuchOption():
            problem = say(f"没有选项 {error.option_name}", f"there is no option {error.option_name}")
        case click.MissingParameter():
            name = error.param.human_readable_name if error.param else ""
            problem = say(f"缺少 {name}", f"{name} is missing")
        case click.BadParameter():
            name = "/".join(error.param.opts) if error.param else ""
            problem = say(f"{name} 的值不对（{error.message}）", f"{name}: {error.message}")
        case _:
            problem = error.message
    context = getattr(error, "ctx", None)
    command = context.command_path if context else "houdun"
    mend = say(f"用法见 {command} --help", f"see {command} --help")
    return colon + problem.rstrip(".") + say("。", ". ") + mend


def _bug(error: BaseException) -> int:
    with tempfile.NamedTemporaryFile(
        "w", prefix="houdun-bug-", suffix=".txt", delete=False, encoding="utf-8", errors="replace"
    ) as file:
        file.write("".join(traceback.format_exception(error)))
    what = one_line(f"{type(error).__name__}: {error}", 200)
    return _line(
        say(
            f"后盾自身的缺陷：{what}。详情见 {file.name}，请附上它反馈给我们",
            f"a bug of ours: {what}. Details in {file.name}; please send it to us",
        ),
        BUG,
    )


def _line(text: str, code: int) -> int:
    click.echo(one_line(text, WIDEST), err=True)
    return code
