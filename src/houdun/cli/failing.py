"""How the command line ends when something went wrong: one line, and the exit code of its kind."""

from __future__ import annotations

import os
import sys
import tempfile
import traceback

import typer

from houdun.cli.options import LANGUAGE, say
from houdun.errors import HoudunError
from houdun.inert import one_line

WIDEST = 2_000
INTERRUPTED = 130
WRONG_USE = 2
BUG = 1


UsageProblem = typer.BadParameter.__mro__[1]
"""What Typer raises for wrong use. It keeps its classes to itself but for this one's child."""


def explain(error: BaseException) -> int:
    """Writes what happened to stderr and returns the exit code."""
    match error:
        case typer.Exit():
            return error.exit_code
        case SystemExit():
            return error.code if isinstance(error.code, int) else BUG
        case KeyboardInterrupt() | typer.Abort():
            return _line(say("已中断；没有写入一半的内容", "interrupted; nothing was left half done"), INTERRUPTED)
        case HoudunError():
            return _line(error.line(LANGUAGE), error.exit_code)
        case BrokenPipeError():
            # The reader of our output went away (`| head`): not an error, but Python must not flush again.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return 0
        case _ if isinstance(error, UsageProblem):
            return _usage(error)
        case _:
            return _bug(error)


def _usage(error: BaseException) -> int:
    """Typer's own sentence is English; the commonest kinds are said in the reader's language."""
    context, param = getattr(error, "ctx", None), getattr(error, "param", None)
    name = (param.opts[-1] if param.opts[0].startswith("-") else param.metavar or param.name) if param else ""
    message = str(getattr(error, "message", error)).removeprefix("Value error, ").rstrip(".")
    match type(error).__name__:
        case "NoArgsIsHelpError":
            typer.echo(context.get_help() if context else message)
            return WRONG_USE
        case "NoSuchOption":
            problem = say(
                f"没有选项 {getattr(error, 'option_name', '')}", f"there is no option {getattr(error, 'option_name', '')}"
            )
        case "MissingParameter":
            problem = say(f"缺少 {name}", f"{name} is missing")
        case "BadParameter":
            problem = say(f"{name} 的值不对（{message}）", f"{name}: {message}")
        case _:
            problem = message
    command = context.command_path if context else "houdun"
    return _line(say(f"用法错误：{problem}。用法见 {command} --help", f"wrong use: {problem}. See {command} --help"), WRONG_USE)


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
    typer.echo(one_line(text, WIDEST), err=True)
    return code
