"""`houdun probe`: watches a stream and says what a viewer gets."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from houdun.cli.options import examples, say

Url = Annotated[
    str,
    typer.Argument(
        metavar="URL",
        help=say(
            "播放地址：rtmp、http(s) 的 .flv 与 .m3u8、whep、文件；密钥写成 {key:NAME}",
            "what to play: rtmp, .flv and .m3u8 over http(s), whep, a file; a key is written {key:NAME}",
        ),
    ),
]
Seconds = Annotated[
    float | None,
    typer.Option(
        metavar="N",
        min=1,
        help=say("测量多少秒，默认到流结束或 Ctrl-C", "how long; without it, to the stream's end or Ctrl-C"),
    ),
]
JsonFile = Annotated[
    Path | None, typer.Option("--json", metavar="FILE", help=say("逐秒结果写成 JSON 行", "every second as JSON lines"))
]
ParquetFile = Annotated[
    Path | None, typer.Option(metavar="FILE", help=say("全部观测写成 Parquet", "all observations as Parquet"))
]
Bundle = Annotated[
    Path | None,
    typer.Option(
        metavar="DIR", help=say("发现异常时在 DIR 下留下证据包", "where something changes, leaves an evidence bundle in DIR")
    ),
]
Picture = Annotated[
    bool,
    typer.Option(
        "--picture",
        help=say(
            "按观众所见完整解码画面（CPU 多用约四分之一）", "decode the picture fully, as a viewer sees it (a quarter more CPU)"
        ),
    ),
]


def register(app: typer.Typer) -> None:
    app.command(
        "probe",
        help=say(
            "播放一路流，实时测量音画同步、延迟、卡顿、码率等，并发现异常",
            "play a stream and measure it as it runs: lip sync, latency, freezes, bit rates; tells what changes",
        ),
        epilog=examples(
            "houdun probe rtmp://127.0.0.1:1935/live/room1 --seconds 60",
            "houdun probe 'https://play.example.com/live/room1.flv?txSecret={key:PLAY}' --json room1.jsonl --bundle evidence",
        ),
    )(probe)


def probe(
    url: Url,
    seconds: Seconds = None,
    json: JsonFile = None,
    parquet: ParquetFile = None,
    bundle: Bundle = None,
    picture: Picture = False,
) -> None:
    from houdun.cli import probed
    from houdun.cli.meter import meter
    from houdun.flow.probe import Probing, probe
    from houdun.keys import redacted

    asked = Probing(address=url, seconds=seconds, json=json, parquet=parquet, bundle=bundle, picture=picture)
    with meter(redacted(url)) as show:
        summary = probe(asked, show)
    probed.show(summary)
    for path in (json, parquet):
        if path:
            typer.echo(say(f"已写入：{path}", f"written: {path}"))
