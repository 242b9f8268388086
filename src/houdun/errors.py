"""Errors say whose fault it is, whether trying again helps, and where; each kind has its exit code.

0 done · 1 a bug of ours · 2 wrong use or configuration · 3 bad input · 4 something outside failed, try again ·
5 something outside refused for good. Of any exception that is not a `HoudunError` the command line says: a bug of ours.
"""

from __future__ import annotations

from typing import ClassVar

from houdun.language import Bilingual, Language

PARTS = {Language.ZH: "：{problem}。{mend}", Language.EN: ": {problem}. {mend}"}


class HoudunError(Exception):
    """Base of all errors that a user can mend or wait out. Never raised itself.

    `problem` says what is wrong, `mend` what to do next; both without a full stop at the end.
    `where` names the place: a file, a file with its row, an option.
    """

    exit_code: ClassVar[int]
    whose: ClassVar[Bilingual]

    def __init__(self, problem: Bilingual, mend: Bilingual, *, where: str = "") -> None:
        if type(self) is HoudunError:
            raise TypeError("HoudunError is abstract: raise one of its kinds")
        super().__init__(problem, mend)
        self.problem, self.mend, self.where = problem, mend, where

    def line(self, language: Language) -> str:
        """The error in one line: whose fault, where, what, and the mend."""
        place = f" {self.where}" if self.where else ""
        tail = PARTS[language].format(problem=self.problem.to(language), mend=self.mend.to(language))
        return f"{self.whose.to(language)}{place}{tail}"

    def __str__(self) -> str:
        return self.line(Language.EN)


class UsageError(HoudunError):
    """Wrong use or configuration: the command, the options, a file of settings."""

    exit_code = 2
    whose = Bilingual("用法错误", "wrong use")


class InputError(HoudunError):
    """Bad input: a file from outside says something that cannot be read. Trying again changes nothing."""

    exit_code = 3
    whose = Bilingual("输入有误", "bad input")


class OutsideError(HoudunError):
    """Something outside failed and may be tried again."""

    exit_code = 4
    whose = Bilingual("外部暂时失败（可重试）", "something outside failed (try again)")


class RefusedError(HoudunError):
    """Something outside refused for good: trying again will not help."""

    exit_code = 5
    whose = Bilingual("外部拒绝（重试无用）", "something outside refused")
