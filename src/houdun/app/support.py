"""A simulated vendor's support department, as `houdun desk` runs it."""

from __future__ import annotations

import re
import zoneinfo
from pathlib import Path
from typing import TYPE_CHECKING

from houdun import config, keys
from houdun.errors import UsageError
from houdun.language import Bilingual

if TYPE_CHECKING:
    from houdun.desk.server import serving


def desk(
    persona: str,
    *,
    ports: serving.Ports,
    folder: Path | None,
    seed: int,
    virtual: bool,
    customer: str,
    password: str,
    attached: bool = False,
) -> serving.Service:
    """A simulated vendor's support department, ready to be run: `persona` is a packaged one or a file, `password` a template `{key:NAME}`."""
    # Here and not above: only a desk pays for its mail servers and for the questions.
    from houdun.desk import persona as personas
    from houdun.desk.mind import Mind
    from houdun.desk.server import serving
    from houdun.desk.server.office import Office
    from houdun.scenario import question

    if not keys.KEY.search(password):
        raise UsageError(
            Bilingual("密码不能直接写在这里", "a password must not be written here"),
            Bilingual("请写成 {key:名称}，并设置 HOUDUN_KEY_名称", "write {key:NAME}, and set HOUDUN_KEY_NAME"),
            where="--password",
        )
    if not re.fullmatch(r"[\w.+-]+@[\w.-]+\w", customer, re.ASCII):
        raise UsageError(
            Bilingual(f"「{customer}」不是邮箱地址", f"{customer!r} is no mail address"),
            Bilingual("例如 ops@example.com", "such as ops@example.com"),
            where="--customer",
        )
    zone = zoneinfo.ZoneInfo(config.Settings().zone)
    who = personas.find(persona)
    return serving.Service(
        office=Office(persona=who, seed=seed, zone=zone, customer=customer),
        mind=Mind(who, question.load_all(question.packaged()), seed, zone),
        password=keys.Secret(password),
        ports=ports,
        folder=folder,
        virtual=virtual,
        attached=attached,
    )
