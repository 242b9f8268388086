"""Asks for a list of things in one message."""

from __future__ import annotations

import re

from houdun.facts.signals import Signal
from houdun.grading.registry import signal
from houdun.grading.text import Evidence, Sentence, Utterance
from houdun.grading.vocabulary import ASK, GIVE
from houdun.grading.words import any_of, frames

ENOUGH = 3
PIECES: tuple[tuple[re.Pattern[str], ...], ...] = tuple(
    frames(any_of(kind))
    for kind in (
        r"版本, 版本号, sdk, version*, release, build, ver, 插件版本, agp, gradle, ndk, abi",
        r"机型, 设备, 型号, 手机, device*, phone*, model, chipset, gpu, cpu, 显卡, 主板, 话筒, 声卡, headset, hardware, 端类型",
        r"系统, 操作系统, os, ios, android, firmware, platform*, 平台, 微信版本, 基础库, rom号, 内核, 驱动, operating system, win, distro",
        r"浏览器, 播放器, browser*, player*, user agent, 推流软件, 编码器, 推流端, encoder*, obs",
        r"room\w*, 房间, 房间号, 房间号码, 房号, 频道, 频道号, 直播间, channel*, meeting id",
        r"uid\w*, 用户号, 用户号码, 用户名, user ids?, userid*, 账号, username, email address, account*, 订单号, order number, order id, phone number, booking",
        r"app ?id, 应用, app id, tenant, project id, key*, 域名, 域名列表, domain*, hostname, host, cdn hostname, endpoint, gateway, bucket*, 存储桶",
        r"流名, 拉流地址, 推流地址, 推流网址\w*, 推流域名, 地址, url\w*, stream*, playurl, link to, 流 ?id, 直播流名, 网址, 播放域名",
        r"时间, 时间点, 时间段, 起止时间, 发生时间, 时段, 几点, 几点几分, 大概几点, 开始时间, 什么时候, times?, timestamp*, when, date*, since when, start time, 日期, 开始日期, timezone, 时区, utc, drop times",
        r"网络, 网络类型, wifi, wi-fi, 带宽, 运营商, 线路, isp, network*, 出口 ?ip, ip\w*, ips, 代理, proxy, vpn, router, mtu, 上行, 丢包\w*, bandwidth, resolver, mtr, traceroute, dpi, tls",
        r"地区, 地域, 城市, 地点, 省, 机房, 节点, region*, city, location*, country, 各省占比, 推流节点",
        r"日志, log, logs, 抓包, dump, trace, traces, tombstone*, pcap\w*, 堆栈, stack trace, har, console, stacktrace, crash report, dig output, ping plot, stderr, 日志文件, callback logs",
        r"截图, 录屏, 录像, 视频片段, screenshot*, screen shot*, clip, recording, photo*, video of, 破音片段, 截几步图, 素材, pic",
        r"分辨率, 码率, 帧率, gop, 关键帧, 采样率, 参数, 编码参数, 编码, 格式, 采集参数, codec*, bitrate*, resolution, frame rate, fps, latency, ladder, b帧, 帧间隔, 取样率, 取樣率, settings, 协议, protocol",
        r"taskid\w*, task ids?, 任务 ?id, 任务, request ids?, req ids?, requestid\w*, 模板, 录制模板 ?id, template, 回调, 回调 ?url, 回调地址, 回调内容, callback url, callback\w*, trace id, api calls?",
        r"错误码, 报错, 返回码, 错误, error*, error codes?, status code, 客户端错误码, 完整报错, exact message, failure",
        r"配置, 代码, 初始化, manifest\w*, config\w*, code, build.gradle, link.xml, 设置, cache-control, 合流模板, integration, gradle 内容, token, 权限, permission*, background modes",
        r"步骤, 复现, 重现, demo, 工程, 范例, 例子, steps, repro\w*, example, minimal\w*, 复现概率, 顺序, 怎么弄, 频率, 频次, retry behaviour, how often, frequency",
        r"影响面, 人数, 并发\w*, 占比, 版本占比, 影响范围, 多少, percentage*, how many, affected\w*, number of, 峰值\w*, 全部人?, 是不是每个人, 流量, share of users, error count",
        r"有没有 ?\w+, 有无, 是否, did you, are you, do you, is it, does it, 开没开, whether, 证书",
        r"联系人, 联系方式, contact*, name, address, postcode, zip code, date of birth, account number, serial number, 业者",
    )
)
REQUEST = frames(
    ASK,
    GIVE,
    r"\?",
    any_of(
        "列, 填, 写, 补, 信息, 收集, 描述, 告诉, 麻烦, 越全越快, 要这些, 以下信息, 列一下, 列来, 一样都别落, 凑齐, need, required, information, details, following, list, fill in, describe, tell me, questions"
    ),
)
SEPARATOR = re.compile(r"[、,;:+/\n·]|\s-\s|\s*\*\s|和|及|以及|并且|还有|与| and | or | plus |(?<=[\u4e00-\u9fff]) |[0-9][.)]")
NOT = frames(
    any_of("不用, 不需要, 不必, 无需, 改成, 改为, 调到, 设为, 已转, 原因, no need, because, caused by, 就会, 导致, 所以")
)


@signal(Signal.ASKS_FOR_EVERYTHING, zh="一次索要多项", en="asks for everything at once")
def asks_for_everything(said: Utterance) -> Evidence | None:
    """Three or more different pieces of information in one message (version, device, log, room, time …), as a list."""
    asking = [sentence for sentence in said.sentences if _lists(sentence)]
    kinds = {
        number for sentence in asking for number, kind in enumerate(PIECES) if any(word.search(sentence.text) for word in kind)
    }
    if len(kinds) < ENOUGH or not said.has(REQUEST):
        return None
    return Evidence(asking[0].start, asking[-1].start + len(asking[-1].text))


def _lists(sentence: Sentence) -> bool:
    """Whether the sentence may be a part of a list of wishes."""
    return not any(word.search(sentence.text) for word in NOT) and (
        len(SEPARATOR.findall(sentence.text)) >= 2 or any(word.search(sentence.text) for word in REQUEST)
    )
