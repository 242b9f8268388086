"""Sentences that carry a signal, and near misses that do not: written for the tests, not taken from the corpus."""

from __future__ import annotations

from houdun.facts.signals import Signal

YES: dict[Signal, tuple[str, ...]] = {
    Signal.ASKS_FOR_LOGS: (
        "Could you attach the client log from around 14:00?",
        "Please run tcpdump on the encoder and send us the pcap.",
        "麻烦把两端的 SDK 日志导出发我一下",
        "請匯出一份診斷檔給我",
    ),
    Signal.ASKS_FOR_REPRODUCTION: (
        "Can you give us the steps to reproduce this?",
        "A minimal example project would help a lot, could you share one?",
        "能否提供一个最小 demo，方便我们这边复现？",
        "请描述一下具体的操作步骤",
    ),
    Signal.ASKS_FOR_EVERYTHING: (
        "Please provide SDK version, device model, room id, and the time of occurrence.",
        "请提供：SDK 版本、机型、房间号、发生时间以及日志。",
    ),
    Signal.NAMES_CAUSE: (
        "The relay ran out of disk, so the recorder stopped.",
        "经查系交换机固件老化导致丢包。",
        "This happens because the token expires while the stream is live.",
        "原因是转码节点磁盘写满，切片没有落盘。",
        "你们回调服务器的证书上周过期了。",
    ),
    Signal.GIVES_CHANGE: (
        "Lower maxBitrate to 1800 in the encoder template.",
        "播放器的缓冲上限调到 8 秒即可。",
        "Please set gop=2 on the encoder.",
        "Upgrade to 4.2.1, call setRole() before join.",
        "请把关键帧间隔由 10 秒改为 2 秒。",
    ),
    Signal.GIVES_WORKAROUND: (
        "Until the fix is out, use RTMP instead of WHIP.",
        "暂时可以先切到备用线路推流。",
    ),
    Signal.ONLY_LINK: (
        "Hi, please see https://docs.vendor.example/faq/42",
        "您好，请参考 https://help.vendor.example/a",
        "见接入手册第 6 章。",
        "See the release notes.",
    ),
    Signal.PASSES_ON: (
        "I have escalated this to our media team.",
        "Please contact your account manager about the invoice.",
        "已转交后台研发同事跟进。",
        "我拉了网络组的同学进来看。",
    ),
    Signal.CLOSES_AS_STALE: (
        "Closing this ticket as we have not heard back from you.",
        "由于长时间未收到您的回复，本工单先行关闭。",
        "The reporter went silent in May, so I am archiving this ticket.",
        "挂了大半个月没人应，这单我先结掉。",
    ),
    Signal.BLAMES_CUSTOMER: (
        "Your gateway strips the header, our platform is healthy.",
        "您这边的网关把长连接掐断了，与我们平台无关。",
        "Your server never renews the token, so that is on your side.",
        "这是你们代码的问题，需要贵司自行修改。",
    ),
    Signal.ADMITS_LIMIT: (
        "We have no node in that region yet.",
        "这个机型我们没有测过，目前不支持。",
        "We do not support H.265 over WebRTC yet.",
        "That was our mistake, our monitoring missed it.",
        "目前我们的 SDK 还不支持这个功能。",
        "这个现象我们暂时也说不清楚。",
    ),
    Signal.CITES_PRECEDENT: (
        "Another customer ran into the same thing last month.",
        "上周也有一家做相亲的客户遇到过同样的问题。",
        "这类情况以前处理过不少类似案例。",
        "You're not alone, half of our radio stations stumbled over that.",
    ),
    Signal.PROMISES_UPDATE: (
        "I will get back to you by Friday.",
        "Next update within an hour.",
        "明天上午10点前给您答复。",
        "一小时内同步进展。",
        "最晚今夜零点给您交代。",
        "The hotfix ships on the 9th.",
    ),
    Signal.AUTOMATIC_REPLY: (
        "Thank you for contacting us. Your request has been received, ticket #12345.",
        "I am out of office until Monday.",
        "您好，您的工单已提交成功，请您耐心等待。",
        "回复 1 查询账单，回复 0 转人工",
        "On a scale from 0 to 10, how satisfied are you?",
    ),
    Signal.OFFERS_POSTMORTEM: (
        "We will send you a post-mortem once the review is done.",
        "事后我们会出具一份故障复盘报告发给您。",
    ),
    Signal.OFFERS_RETEST: (
        "Could you please try again now and let us know?",
        "Shall we run a joint test at 20:00?",
        "改好以后我们一起开播验证一遍。",
        "The nightly has the patch, please check whether it still drops.",
        "节点已经换好，麻烦再推一次流看看。",
    ),
    Signal.CLAIMS_FIXED: (
        "This is fixed now, the node has been restored.",
        "故障已恢复。",
        "该问题已修复。",
        "We have repaired the relay and streams are flowing again.",
        "线路修通了，流量也已切回。",
    ),
    Signal.CONFIRMS_FIX: ("It works now, thank you!", "That solved it.", "可以了，谢谢", "现在正常了"),
}

NO: dict[Signal, tuple[str, ...]] = {
    Signal.ASKS_FOR_LOGS: (
        "Thanks for the logs, I am reading them.",
        "日志不用再传了，我们已经收到。",
        "From the log I can see a timeout.",
    ),
    Signal.ASKS_FOR_REPRODUCTION: ("No need to reproduce it, we can see it here.", "已在我方复现，您不必再做演示。"),
    Signal.ASKS_FOR_EVERYTHING: ("Which SDK version is it?", "请提供日志。"),
    Signal.NAMES_CAUSE: ("We are still looking for the cause.", "目前原因还不清楚。", "Could it be the network?"),
    Signal.GIVES_CHANGE: ("Please check your settings.", "参数不用改。", "We have changed it on our side."),
    Signal.GIVES_WORKAROUND: ("Please set gop=2 on the encoder.", "请升级到 4.2.1。"),
    Signal.ONLY_LINK: ("It is fixed, see https://status.vendor.example", "The node was overloaded."),
    Signal.PASSES_ON: ("No need to escalate, I keep it.", "不用升级，我来跟到底。", "Please upgrade to 4.2."),
    Signal.CLOSES_AS_STALE: (
        "I leave this open until you have tested.",
        "单子先不关，您再观察两天。",
        "Please close the app and open it again.",
    ),
    Signal.BLAMES_CUSTOMER: ("Your code is fine, nobody is blaming you.", "不是你们的问题，配置没有错。"),
    Signal.ADMITS_LIMIT: ("Please send the log.", "This is not our bug.", "没有任何限制，随便开。"),
    Signal.CITES_PRECEDENT: (
        "No other customer has reported this.",
        "目前没有其他客户反馈。",
        "如果别家也遇到，我们会合并处理。",
    ),
    Signal.PROMISES_UPDATE: (
        "I will get back to you as soon as possible.",
        "尽快给您答复。",
        "已超过7天未收到回复。",
        "Please send it by Friday.",
    ),
    Signal.AUTOMATIC_REPLY: (
        "Hello, I took a look at room 17.",
        "我是人工坐席，并非机器人。",
        "Our bot sent you that by mistake.",
    ),
    Signal.OFFERS_POSTMORTEM: ("报告就不写了。", "Thanks for the bug report."),
    Signal.OFFERS_RETEST: ("不用再测了。", "Please send the log."),
    Signal.CLAIMS_FIXED: ("It will be fixed next week.", "修复后我通知您。", "Is it fixed?"),
    Signal.CONFIRMS_FIX: ("It does not work.", "还是不行", "好了吗？", "Let me know when it is fixed."),
}
