"""What people call the layers of a stream and the evidence that reveals a fault."""

from __future__ import annotations

from houdun.facts.fault import Evidence, Layer
from houdun.language import Bilingual

LAYERS = {
    Layer.CAPTURE: Bilingual("采集", "capture"),
    Layer.ENCODER: Bilingual("编码", "encoder"),
    Layer.PACKETISER: Bilingual("封装打包", "packetiser"),
    Layer.TRANSPORT: Bilingual("网络传输", "transport"),
    Layer.SERVER: Bilingual("服务器", "server"),
    Layer.PLAYER: Bilingual("播放器", "player"),
    Layer.ACCOUNT: Bilingual("账号与鉴权", "account"),
}
EVIDENCE = {
    Evidence.PUBLISHER_LOG: Bilingual("推流端日志", "the publisher's log"),
    Evidence.ENCODER_SETTINGS: Bilingual("编码设置", "the encoder's settings"),
    Evidence.DEVICE_LIST: Bilingual("音视频设备列表", "the list of devices"),
    Evidence.PACKET_CAPTURE: Bilingual("推流端抓包", "a packet capture at the publisher"),
    Evidence.STREAM_FACTS: Bilingual("收到的流的编码参数", "codec facts of the stream as received"),
    Evidence.PLAYER_LOG: Bilingual("播放端日志", "the player's log"),
    Evidence.SENDER_REPORTS: Bilingual("服务器前后的 RTCP 发送者报告", "RTCP sender reports before and behind the server"),
    Evidence.SERVER_REPLY: Bilingual("服务器拒绝时的原话", "what the server said when it refused"),
    Evidence.NETWORK_TEST: Bilingual("推流端到接入点的网络测试", "a network test from the publisher to the ingest"),
}
