"""`houdun desk`: a simulated vendor's support department, behind real mail sockets on this machine."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from houdun.cli.options import LANGUAGE, examples, say

if TYPE_CHECKING:
    from collections.abc import Callable

    from rich.text import Text

    from houdun.desk.server.desk import Told
    from houdun.desk.server.office import Office
    from houdun.desk.server.serving import Ports

PersonaName = Annotated[
    str,
    typer.Argument(
        metavar="PERSONA",
        help=say(
            "人设：chenfeng、qiushi、yunlian，或自己的 .toml 文件",
            "who it is: chenfeng, qiushi, yunlian, or a .toml file of your own",
        ),
    ),
]
Smtp = Annotated[
    int,
    typer.Option(
        metavar="PORT", min=0, max=65535, help=say("收信端口，0 为任意空闲端口", "where it takes mail; 0 is any free port")
    ),
]
Imap = Annotated[
    int,
    typer.Option(
        metavar="PORT", min=0, max=65535, help=say("邮箱端口，0 为任意空闲端口", "where its answers lie; 0 is any free port")
    ),
]
Folder = Annotated[
    Path | None,
    typer.Option(
        metavar="DIR",
        help=say(
            "邮件存放处，重启后接着做；不写则结束时清空",
            "where mail is kept, to go on after a restart; without it nothing is left",
        ),
    ),
]
Seed = Annotated[int, typer.Option(metavar="N", help=say("随机种子", "the seed of whatever is random"))]
Virtual = Annotated[
    bool,
    typer.Option("--virtual", help=say("走虚拟时间：由来信方拨动时钟", "virtual time: whoever writes to it moves its clock")),
]
Customer = Annotated[
    str, typer.Option(metavar="ADDRESS", help=say("客户的邮箱地址，也是登录名", "the customer's address, and login"))
]
Password = Annotated[
    str, typer.Option(metavar="{key:NAME}", help=say("客户的密码，写成 {key:名称}", "the customer's password, as {key:NAME}"))
]
ReadyJson = Annotated[
    bool,
    typer.Option(
        "--ready-json",
        help=say(
            "供程序使用：就绪时输出一行 JSON，此后不再输出；标准输入一关闭即结束",
            "for programs: prints one line of JSON when it is ready and nothing more; ends when its standard input does",
        ),
    ),
]


def register(app: typer.Typer) -> None:
    app.command(
        "desk",
        help=say(
            "启动一家模拟服务商的客服：在本机收信、回信，像真的一样慢、一样问、一样推诿或解决",
            "run a simulated vendor's support department: it takes mail and answers on this machine, as fast, as well and as badly as its persona says",
        ),
        epilog=examples(
            "HOUDUN_KEY_DESK=secret houdun desk yunlian --smtp 2525 --imap 2143",
            "HOUDUN_KEY_DESK=secret houdun desk qiushi --smtp 0 --imap 0 --folder desks/qiushi --seed 7",
            "HOUDUN_KEY_DESK=secret houdun desk mine.toml --smtp 2525 --imap 2143 --virtual",
        ),
    )(desk)


def desk(
    persona: PersonaName,
    smtp: Smtp,
    imap: Imap,
    folder: Folder = None,
    seed: Seed = 0,
    virtual: Virtual = False,
    customer: Customer = "ops@ourlive.example",
    password: Password = "{key:DESK}",
    ready_json: ReadyJson = False,
) -> None:
    from houdun import app
    from houdun.desk.server import serving

    service = app.desk(
        persona,
        ports=serving.Ports(smtp=smtp, imap=imap),
        folder=folder,
        seed=seed,
        virtual=virtual,
        customer=customer,
        password=password,
        attached=ready_json,
    )
    if ready_json:
        serving.run(service, lambda ports: typer.echo(service.announced(ports)), lambda told: None)
    else:
        show = _shower(service.office)
        serving.run(
            service, lambda ports: show(_opened(service.office, ports, password)), lambda told: show(_line(service.office, told))
        )


def _shower(office: Office) -> Callable[[Text], None]:
    from houdun.cli.showing import out

    console = out()

    def show(text: Text) -> None:
        console.print(text, soft_wrap=True)
        console.file.flush()

    return show


def _opened(office: Office, ports: Ports, password: str) -> Text:
    """Where to write, and the customer's mailbox as a settings file has it."""
    from rich.text import Text

    name, stop = office.persona.named(LANGUAGE), say("Ctrl-C 结束", "Ctrl-C ends it")
    table = (
        f'address = "{office.customer}"',
        f'password = "{password}"',
        'copies = "server"',
        *(
            f'{use} = {{ host = "127.0.0.1", port = {port}, tls = "none" }}'
            for use, port in (("smtp", ports.smtp), ("imap", ports.imap))
        ),
    )
    head = say(
        f"{name}已就绪，请写信到 {office.support}（{stop}）。邮箱设置：",
        f"{name} is open: write to {office.support} ({stop}). The mailbox:",
    )
    return Text.assemble((head, "bold"), "\n", "\n".join(table))


def _line(office: Office, told: Told) -> Text:
    """When, whether it was heard or said, by whom, and the subject. All of it is text from outside."""
    from rich.text import Text

    from houdun.desk.server.ledger import Side
    from houdun.facts.time import from_millis
    from houdun.inert import one_line
    from houdun.keys import redacted

    heard = told.side is Side.HEARD
    when = f"{from_millis(told.at).astimezone(office.zone):%Y-%m-%d %H:%M:%S}"
    notes = [say("自动", "automatic")] * told.automatic + [say("已收过", "known already")] * told.again
    return Text.assemble(
        (f"{when}  ", "dim"),
        ("← " if heard else "→ ", "cyan" if heard else "green"),
        one_line(redacted(f"{told.who}  {told.subject}"), 160),
        (f"  ({', '.join(notes)})" if notes else "", "dim"),
    )
