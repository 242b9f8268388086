"""What a vendor's message asks of the customer: kinds of evidence, how to reproduce it, what was said at once. More finely than the signals tell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from houdun.facts.case import Message
from houdun.facts.fault import Evidence
from houdun.facts.question import Given
from houdun.facts.signature import card
from houdun.grading.text import Sentence, Utterance, has
from houdun.grading.words import Frame, any_of, either, frames

LOG = any_of(r"日志, 运行记录, log, logs, log files?, logging, wrote down")
PLAYING = any_of(
    r"""播放, 观看, 观众, 拉流, 看播, 收看, player*, playback, viewer*, viewing, watching, watch, plays, subscriber*, playing side"""
)
PUBLISHING = any_of(
    """推流, 主播, 发送端, 编码器, 开播端, obs, publish*, broadcast*, encoder*, sending, sender, host*, ingest client, push client, streaming software, stream log"""
)
RECEIVED = any_of(
    """ffprobe, mediainfo, 收到的, 播放侧, 播放端, 拉流端, 观看端, 流信息, received, receive, as your analyser, playback url, stream info"""
)
SETTINGS = either(
    any_of(
        r"""(编码|推流|输出|码流|视频|音频)(器|软件|端)?的?(参数|设置|配置), 设置页\w{0,2}, 配置文件, 推流命令行?, 命令行, gop, 关键帧间隔, b\s?帧, 码控, 预设, 采样率和同步偏移, 同步偏移,
        (encoder|encoding|output|streaming|stream|obs|publisher|publishing|video|audio|(video|audio) and (audio|video)) (settings?|parameters?|config\w*|profile|options), settings page, encoder config\w*, command\s?line, gop( size)?, (key\s?frame|keyframe) interval, keyint, rate control, b-?frames, bframes, preset, sync offset, encoder is (configured|set)"""
    ),
    rf"{any_of('profile')} … {any_of('encoded with, 推流用的, encode')}",
    rf"{any_of('encoded with, 推流用的')} … {any_of('profile')}",
)
DEVICES = any_of(
    r"""设备(清单|列表|情况|属性|型号)?, 声卡, 麦克风, 话筒, 摄像头, 摄像机, 采集卡, 调音台, 耳麦, 显卡, 硬件清单, 硬件列表,
    devices?, hardware list, sound\s?cards?, microphones?, mics?, cameras?, webcams?, capture cards?, audio interfaces?, interface, mixers?, headset, gpus?, graphics cards?, equipment"""
)
CAPTURE = any_of(
    r"""抓(一?个|一?下)?包, 抓一下[^,。]{0,10}的包, 抓(一?分钟|[^,。]{0,8}报文), 抓取[^,。]{0,8}(报文|包), 报文, pcap, tcpdump, wireshark, rtp 包, 网络抓包,
    pcaps?, packet (captures?|dumps?|traces?), network traces?, captures? (the|of the) (packets|traffic)( as| of|\b), captured packets, capture the traffic, rtp dump, outgoing packets, record the packets"""
)
FACTS = any_of(
    r"""ffprobe, mediainfo, 流信息, 媒体信息, 码流(文件)?, 原始码流, 流样本, 录[^,。]{0,8}流, 流的\s?codec, dump 几秒, 色彩范围, sps, 参数集,
    media information, parameter sets, stream info\w*, details of the stream, bitstream, sample clip, (short )?recording of the stream, record [^,.]{0,14} of the (live )?stream, record thirty seconds, slice types, sps and pps"""
)
CODEC_RECEIVED = frames(
    f"{RECEIVED} … {any_of('编码格式, profile, 分辨率, codec, slice, 参数')}",
    f"{any_of('profile, codec, slice, resolution, codec 参数, 编码格式')} … {RECEIVED}",
)
PLAYER = any_of(
    r"""webrtc-internals, 控制台, har, har 文件, getstats, m3u8 的?响应头, 播放列表的响应头, 缓冲时长, 卡顿记录, 首帧时间,
    browser console, console, network tab, playback statistics, buffer length, stall records, headers of the playlist, playlist and segment requests"""
)
REPORTS = any_of(r"""rtcp, sr/rr, sr/, sr, sender\s?reports?, 发送者报告, 发送端报告, ntp 和 rtp, srs, ntp/rtp""")
REPLY = any_of(
    r"""(?<!有没有)报错(信息|内容|的图|原文)?, 错误码, 错误(提示|原文|信息), 返回码, 状态码, 返回(什么|的?内容|的\s?http), 具体返回, 提示什么, 报什么错, 服务端响应, 服务器响应, 响应的具体, 响应给, 40[13], curl -v, 弹的错误,
    error codes?, error messages?, error text, exact error, the error, http status, status code, return code, response body, full reply, server answers?, answer when, curl -v, (does|did) the server (say|answer|refuse|reply|return), 40[13], what it says, error that you (receive|see|get)"""
)
NETWORK = any_of(
    r"""测个?速, 测速, 网络测试, 带宽测试, speedtest, ping, traceroute, mtr, iperf, 路由跟踪, 丢包率?, 上行(带宽|数据), 网络质量, 链路情况, 链路质量,
    speed\s?tests?, network tests?, trace\s?routes?, mtr report, packet loss, upstream bandwidth, upload rate, uplink, loss rate, ping results, measure loss"""
)

KINDS: Mapping[Evidence, str] = {
    Evidence.ENCODER_SETTINGS: SETTINGS,
    Evidence.DEVICE_LIST: DEVICES,
    Evidence.PACKET_CAPTURE: CAPTURE,
    Evidence.STREAM_FACTS: FACTS,
    Evidence.PLAYER_LOG: PLAYER,
    Evidence.SENDER_REPORTS: REPORTS,
    Evidence.SERVER_REPLY: REPLY,
    Evidence.NETWORK_TEST: NETWORK,
}
NAMED = {kind: frames(words) for kind, words in KINDS.items()}
LOGS, OF_PLAYER, OF_PUBLISHER = frames(LOG), frames(PLAYING), frames(PUBLISHING)
AS_RECEIVED = frames(RECEIVED)
CHANGE = any_of(
    r"""(设|改|调|降|换|升|切)(为|成|到|低|高|大|小|短|长|一点|一下), 设置为, 设置成, 关掉, 关闭, 禁用, 去掉, 打开重采样, 缩短, 延长, 固定,
    set [^,.?]{1,60} to, lower, raise, reduce, increase, disable, switch (off|to), turn off, change [^,.?]{1,40} to, shorten, replace, upgrade, update the"""
)
HAVE = any_of(
    r"""不用, 不需要, 无需, 不必, 收到, (?<!能)拿到, 已(经)?(?!复现), 从[^,。]{0,14}(看|来看), 根据, 显示, 表明, 说明(?!书)(?=[^,。]{0,3}(两|是|有)), 我们(?!要|需|想)[^,。]{0,4}(查了|接入|这边|看了|服务), 可以参考, 文档, 正在看, 一切正常, 没有异常, 越积越多,
    thanks for, thank you for, received, got (the|your), according to, (?<!problem\s)(?<!issue\s)(?<!-)shows?(?!_), showed, no need, not needed, don't need, we (checked|looked|have received|see|saw|can see), our (ingest|own|servers?|engineers|side|media), you will find, documentation, explains?, which is why, has been passed, looking at (it|the|your) now, more and more"""
)
PLEA = frames(
    any_of(
        r"""请(?!知悉|放心|谅解|见谅|假|求), 麻烦, 烦请, 劳驾, 有劳, 辛苦, 能否, 可否, 能不能, 方便, 需要(?!介入|您?耐心), 还需, 希望, 想看, 想了解, 我要, 我们要看, 提供, 上传, 回传, 导出, 发(一|下|我|来|给|份|过来|上来|到), 给(我|我们|一|下|个|到)(?!您), 贴(一|下|出|过来|上来), 附上, 拉(一|个|下|份), 传(一|下|过来|上来|给), 抓(一|个|取|下), 录(一|个|下|制), 截(一|个|下|图), 跑(一|个|下), 补(一|充|下), 列(一|下|出), 告知, 告诉, 说明一下, 描述, 确认一?下, 协助, 先做, 打包, 收集,
        please, pls, plz, kindly, (could|can|would|will|may|might) (you|we|i), need*, want*, (i|we)('d| would) (like|love|want|need|be glad), let (me|us), send, share, attach, upload, provide, export, post, paste, collect, capture, grab, give (me|us), show us, tell (me|us), describe, list, (would|will) (help|be useful|settle|tell|show|do)( a lot)?, if possible, do you (have|happen|see|know), have you got, first of all"""
    ),
    r"(?:什么|哪[些个里种一路]|多少|几[个块种路](?!小时|月|钟)|型号是|吗$|有没有|是否)[^,。]{0,20}$",
)
"""How something is asked for; a question mark does it too. Words that also tell (send, how, a few) must stand as they do in a request."""
REPRODUCTION = frames(
    any_of(
        r"""复现(步骤|路径|方法|流程|吗), (怎么|如何|怎样|能否|能不能|是否能?|可以)\s?(稳定)?(复现|重现), 重现(步骤|吗), 必现, 偶现, 偶发, 必发, 每次都(会|有|出现|能), 规律, (怎么|如何|怎样)(触发|操作|弄), 触发(条件|步骤), 一步(一|步)步, 稳定出现, 重复出现, 出现(条件|概率|频率), 什么情况下(会)?出现, 什么条件下, 完整过程, 操作(步骤|过程|流程),
        steps (to|that), how (can|could|do|to) (we |you |i )?reproduce, reproduc(e|ible|tion) (steps|it on|on|the (problem|issue)|it with|with|every), reproducible, (is|can) (it|this|you) (be )?(still )?reproduc\w+, (happen|occur)s? every time, every time or, circumstances, recreate, (to|can|how) trigger (it|this|the), what triggers, (every time|always|each time)(?=[^.]*\?), step by step, steps? (you|did you) (take|took|do|did|follow\w*), test case, what (were|was|are|is) you doing, how often, intermittent, what (exactly )?you (exactly )?do, exact steps"""
    )
)
BRIEF = frames(
    any_of(
        r"""你们的业务, 业务(场景|规模|模式|情况), 应用场景, 使用场景, (用户|观众)(规模|量级|量), 日活, 并发(多少|量|数)?, 整体架构, 架构是, 架构图, 大型活动, 活动安排, 多少房间,
        your business, business (model|case|scenario), use case, (application|business) scenario, concurrency, concurrent (users|viewers), how many (viewers|users|rooms|daily)( \w+)?, daily (active )?users, architecture, (next|upcoming|big|planned) (big )?events?"""
    )
)
GIVEN = {
    Given.STREAM: frames(
        any_of(
            r"""流名, 流\s?id, 哪路流, 哪条流, 房间号, 频道号, stream\s?name, stream ids?, which stream, name of the stream, room (id|number), channel (id|name)"""
        )
    ),
    Given.SINCE: frames(
        any_of(
            r"""什么时候(开始|出现|发生)?, 何时, 几点, 发生时间, 开始时间, 出现时间, 起止时间, 具体时间, 时间点, 时间段(?=告知|发|给|是|提供|麻烦|说)|(出问题|发生|故障)的时间(段|点)?,
            when (did|does|was|has|is) (it|this|the (problem|issue|fault)), since when, (exact|start|starting) time, (at )?what time, time at which"""
        )
    ),
    Given.PUBLISHED: frames(any_of(r"分辨率, 帧率, 码率(和|、|是|多少), resolution, frame rate, bit\s?rate (and|do|is|of|you)")),
    Given.PLAYED: frames(
        any_of(
            r"""播放地址, 拉流地址, 观看地址, 播放链接, 哪个地址看, play(back|er|ing)? (url|address|link), pull url, where do you watch, url (that )?you (watch|play)"""
        )
    ),
}
COURTESY = frames(
    any_of(
        r"""还有(其他|别的|什么)?(问题|需要), 有(任何|其他|什么)(问题|疑问), 是否(解决|恢复)了?, 好吗\?$, 可以吗\?$, 行吗\?$, 您看(可以|行|如何), 稍等, 耐心, 请知悉, 请放心, 祝, 谢谢, 感谢,
        anything else, any (other |further )?questions, is (that|this) (ok|okay|all right|fine), how are you, does that help, did (that|it|this) help, make sense, bear with us, thank*, regards, let (us|me) know (if|how|whether), feel free, don't hesitate"""
    )
)
NOT_WANTED = frames(HAVE)
NOT_SETTINGS = frames(HAVE, CHANGE)


@dataclass(frozen=True, slots=True)
class Wanted:
    """`brief`: something that a customer tells about itself once. `requests` are the sentences, folded, in which anything is wanted of us."""

    evidence: frozenset[Evidence]
    given: frozenset[Given]
    reproduction: bool
    brief: bool
    requests: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.evidence or self.given or self.reproduction or self.brief)


def wanted(message: Message) -> Wanted:
    """What the message asks for by name. A log that is said to be nobody's is the publisher's. What stands on the house's card ("How did we do?")
    asks for nothing."""
    said, signed = Utterance(message.text, message.role, message.at), card(message.text)
    written = said.sentences if signed is None else [sentence for sentence in said.sentences if sentence.start < signed]
    parts = [part for sentence in written if (part := sentence.asked(_part)) is not None]
    return Wanted(
        evidence=frozenset[Evidence]().union(*(part.evidence for part in parts)),
        given=frozenset[Given]().union(*(part.given for part in parts)),
        reproduction=any(part.reproduction for part in parts),
        brief=any(part.brief for part in parts),
        requests=tuple(request for part in parts for request in part.requests),
    )


def _part(sentence: Sentence) -> Wanted | None:
    """What one sentence asks for; None where it asks for nothing."""
    if not (sentence.asks or has(sentence.text, PLEA)):
        return None
    return Wanted(
        evidence=frozenset(_kinds(sentence)),
        given=frozenset(_given(sentence)),
        reproduction=_wants(sentence, REPRODUCTION),
        brief=_wants(sentence, BRIEF),
        requests=() if has(sentence.text, COURTESY) else (sentence.text,),
    )


def _wants(sentence: Sentence, named: tuple[Frame, ...]) -> bool:
    return any(sentence.matches(named, NOT_SETTINGS))


def _given(sentence: Sentence) -> Iterator[Given]:
    """What the opening said. Whoever asks for settings or for facts of the stream asks for more."""
    given = {each for each, named in GIVEN.items() if _wants(sentence, named)}
    if has(sentence.text, (*NAMED[Evidence.ENCODER_SETTINGS], *NAMED[Evidence.STREAM_FACTS], *CODEC_RECEIVED)):
        given -= {Given.PUBLISHED, Given.PLAYED}
    yield from given


def _kinds(sentence: Sentence) -> Iterator[Evidence]:
    for kind, named in NAMED.items():
        unless = NOT_SETTINGS if kind in (Evidence.ENCODER_SETTINGS, Evidence.DEVICE_LIST) else NOT_WANTED
        if any(sentence.matches(named, unless)) and not _elsewhere(kind, sentence):
            yield kind
    if has(sentence.text, CODEC_RECEIVED):
        yield Evidence.STREAM_FACTS
    yield from _logs(sentence)


def _elsewhere(kind: Evidence, sentence: Sentence) -> bool:
    """What is asked of the stream as received is no setting of the encoder's."""
    return kind is Evidence.ENCODER_SETTINGS and has(sentence.text, AS_RECEIVED)


def _logs(sentence: Sentence) -> Iterator[Evidence]:
    """Whose log it is, by who is named beside it."""
    if has(sentence.text, NAMED[Evidence.SENDER_REPORTS]) or not any(sentence.matches(LOGS, NOT_WANTED)):
        return
    player = has(sentence.text, OF_PLAYER)
    if player:
        yield Evidence.PLAYER_LOG
    if not player or has(sentence.text, OF_PUBLISHER):
        yield Evidence.PUBLISHER_LOG
