"""Relevant checks: the vendor asks for something that would reveal the cause, or looks where it lies."""

from __future__ import annotations

import re
from collections.abc import Mapping

from houdun.facts.fault import Evidence
from houdun.facts.question import Terms


def _terms(zh: str, en: str) -> Terms:
    return Terms((tuple(zh.split("|")),), (tuple(en.split("|")),))


ASKED_BY: Mapping[Evidence, Terms] = {
    Evidence.PUBLISHER_LOG: _terms(
        "推流日志|推流端日志|推流端的日志|主播端日志|编码日志|OBS 日志|软件日志|SDK 日志|端上日志", "publisher log|publisher's log|encoder log|obs log|log from the host|host's log|sdk log|publishing side"
    ),
    Evidence.ENCODER_SETTINGS: _terms(
        "编码设置|编码参数|推流设置|推流参数|编码器设置|输出设置|关键帧间隔|编码配置", "encoder settings|encoder's settings|encoding settings|output settings|settings page|encoder configuration|key frame interval|keyframe interval|encoding parameters"
    ),
    Evidence.DEVICE_LIST: _terms(
        "设备清单|设备列表|音频设备|声音设备|声卡|麦克风|采集设备|摄像头型号|输入设备|显卡", "device list|list of devices|sound card|audio device|microphone|capture device|which camera|input device|graphics card|audio interface"
    ),
    Evidence.PACKET_CAPTURE: _terms("抓包|抓个包|pcap|tcpdump|wireshark", "packet capture|pcap|tcpdump|wireshark|capture of"),
    Evidence.STREAM_FACTS: _terms(
        "ffprobe|流信息|媒体信息|帧类型|时间戳的顺序|录一段|片段", "ffprobe|stream info|media info|mediainfo|codec information|slice types|frame types|sample of the stream|recording of the stream"
    ),
    Evidence.PLAYER_LOG: _terms(
        "播放日志|播放端日志|播放器日志|控制台日志|控制台输出|webrtc-internals", "player log|player's log|player logs|console output|webrtc-internals|getstats|playback log"
    ),
    Evidence.SENDER_REPORTS: _terms("SR 报告|SR报告|发送者报告|RTCP|sender report", "sender report|rtcp"),
    Evidence.SERVER_REPLY: _terms(
        "返回码|报错内容|报错信息|错误信息|错误码|状态码|服务器返回|返回内容", "error code|status code|response body|server reply|server's reply|error message|what the server"
    ),
    Evidence.NETWORK_TEST: _terms(
        "测速|网络测试|ping|traceroute|mtr|iperf|丢包率|上行带宽|上行测试", "speed test|network test|ping|traceroute|mtr|iperf|bandwidth test|uplink test"
    ),
}  # fmt: skip
_REQUEST = re.compile(
    r"请|麻烦|能否|可否|能不能|方便|提供|发我|发一|发下|发来|给我|给一|给下|需要|想看|要看|看一?下|看看|吗|多少|是否|哪|什么|\b(?:please|could|can|would|need|send|share|provide|attach|show|what|which|have a look|look at|check|let us see|tell us|do you)\b",
    re.IGNORECASE,
)


def asks_for(sentence: str, wanted: tuple[Evidence, ...]) -> bool:
    """Whether the sentence asks for one of these."""
    return bool(_REQUEST.search(sentence)) and any(ASKED_BY[each].said_in(sentence) for each in wanted)
