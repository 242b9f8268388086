"""`houdun play`: a show goes live, with a fault if one is wanted."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from houdun.cli.options import examples, say


def register(app: typer.Typer) -> None:
    app.command(
        "play",
        help=say(
            "把虚拟主播的节目推到任意地址，可在途中注入真因已知的故障，并试用补救办法",
            "publish a virtual host's show to any address; on the way a fault of known cause may come, and a remedy be tried",
        ),
        epilog=examples(
            "houdun play solo --to rtmp://127.0.0.1:1935/live/room1",
            "houdun play cohost --to 'rtmp://push.example.com/live/room1?txSecret={key:PUSH}' --for 600",
            "houdun play solo --to loop://demo --fault late_sound:delay_ms=180 --at 20 --remedy direct_microphone@60",
            "houdun play solo --to rtmp://127.0.0.1:1935/live/a --fault stale_playlist --hls http://127.0.0.1:8085/hls/a.m3u8",
        ),
    )(play)


Show = Annotated[
    str,
    typer.Argument(
        metavar="SHOW",
        help=say(
            "节目：solo 单人、cohost 连麦、dating 相亲、shopping 带货，或自己的 .toml 文件",
            "the show: solo, cohost, dating, shopping, or a .toml file of your own",
        ),
    ),
]
To = Annotated[
    str,
    typer.Option(
        metavar="URL",
        help=say(
            "推流地址：rtmp(s)、whip(s)、loop://名字、.flv 或 .ts 文件；密钥写成 {key:NAME}",
            "where to: rtmp(s), whip(s), loop://NAME, a .flv or .ts file; a key is written {key:NAME}",
        ),
    ),
]
Fault = Annotated[
    str | None,
    typer.Option(
        metavar="NAME[:param=value,…]", help=say("注入的故障，目录见 houdun faults", "the fault; houdun faults lists them")
    ),
]
At = Annotated[float, typer.Option(metavar="SECONDS", min=0, help=say("故障何时开始", "when the fault comes"))]
Until = Annotated[
    float | None,
    typer.Option(metavar="SECONDS", min=0, help=say("故障何时消失，默认不消失", "when it goes; without it, it stays")),
]
Remedy = Annotated[
    str | None,
    typer.Option(
        metavar="NAME[@SECONDS]",
        help=say(
            "试用的补救办法，对错皆可；默认在故障开始 20 秒后",
            "a remedy to try, right or wrong; without a time 20 s after the fault",
        ),
    ),
]
Hls = Annotated[
    str | None,
    typer.Option(
        metavar="URL",
        help=say(
            "服务器的 HLS 播放地址（.m3u8），供 stale_playlist 在它前面放一个边缘节点；新的播放地址会显示出来",
            "where the server plays it as HLS (.m3u8): stale_playlist puts an edge before it, whose address is shown",
        ),
    ),
]
Seconds = Annotated[
    float | None,
    typer.Option("--for", metavar="SECONDS", min=1, help=say("播多久，默认播完整场", "how long; without it the whole show")),
]
Stream = Annotated[
    int, typer.Option(metavar="N", min=0, max=255, help=say("画面编码条里的流编号", "the stream's number in the coded strip"))
]
Seed = Annotated[int, typer.Option(metavar="N", help=say("随机种子", "the seed of whatever is random"))]
Log = Annotated[
    Path | None, typer.Option(metavar="FILE", help=say("推流日志，每秒一行 JSON", "the publisher's log, a line of JSON a second"))
]


def play(
    show: Show,
    to: To,
    fault: Fault = None,
    at: At = 10.0,
    until: Until = None,
    remedy: Remedy = None,
    hls: Hls = None,
    seconds: Seconds = None,
    stream: Stream = 1,
    seed: Seed = 0,
    log: Log = None,
) -> None:
    from houdun.cli.onair import play_from, watch
    from houdun.flow import edge
    from houdun.flow import play as playing
    from houdun.media import endpoints

    asked = playing.ask(show, fault=fault, at=at, until=until, remedy=remedy, hls=hls, seconds=seconds, seed=seed, stream=stream)
    endpoints.check_publish(to)
    with edge.standing(asked.hls) as before:
        if before:
            play_from(before.address)
        watch(asked, playing.play(asked, to, endpoints.publish, before), log)
