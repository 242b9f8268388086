"""The pieces of information that support asks for: what each is called, and how it looks when somebody gives it."""

from __future__ import annotations

from houdun.grading.words import any_of, frames

NAMED = {
    name: frames(any_of(words))
    for name, words in {
        "version": r"版本, 版本号, sdk, version*, release, build, ver, 插件版本, agp, gradle, ndk, abi, sdk几, sdk ver, ver, app ver, flutter ver, build ids?, build number, app build, cmake output, target arch, compiler version, bbh, 哪版, 依赖版本",
        "device": r"机型, 设备, 型号, 手机, device*, phone*, model, chipset, gpu, cpu, 显卡, 主板, 话筒, 声卡, headset, hardware, 端类型, 手机牌子, 牌子, 品牌, 机器, 什么机器, 机台, 终端, 耳机, 摄像头, 采集卡, capture cards?, cameras?, encoder box, handset, affected models, models?, serial (number|no), box, led status, jixing, 哪台, simulator, nvr software",
        "system": r"系统, 操作系统, os, ios, android, firmware, platform*, 平台, 微信版本, 基础库, rom号, 内核, 驱动, operating system, win, distro, os版本, 系统多少, kernel version, kernel, distro, gpu driver, 依赖库, 库版本, os ver, arch",
        "client_software": r"浏览器, 播放器, browser*, player*, user agent, 推流软件, 编码器, 推流端, encoder*, obs, 推流工具, 用啥看的, 插件, 客户端, web server, nvr, operating app, player",
        "room": r"room\w*, 房间, 房间号, 房间号码, 房号, 频道, 频道号, 直播间, channel*, meeting id, 哪个直播间, 会议号, 直播间 ?id, 场次, conference number, session ids?, sessionid, meeting number, 频道名, 哪路流",
        "user": r"uid\w*, 用户号, 用户号码, 用户名, user ids?, userid*, 账号, username, email address, account*, 订单号, order number, order id, phone number, booking, 主播 ?id, 观众 ?id, 主播号, 手机号, nickname, publisher, subscriber, usernames?, 账户, anchor ids?, participants?, license key, affected users?, bundle ids?",
        "app": r"app ?id, 应用, app id, tenant, project id, key*, 域名, 域名列表, domain*, hostname, host, cdn hostname, endpoint, gateway, bucket*, 存储桶, appid, project, 项目, cname, 包名, bundle id, sample url, origin ip, 源站, origin",
        "stream": r"流名, 拉流地址, 推流地址, 推流网址\w*, 推流域名, 地址, url\w*, stream*, playurl, link to, 流 ?id, 直播流名, 网址, 播放域名, 流号, 流, 播放链接, 播放地址, 拉流, 推流命令行?, playback link, links?, sample, m3u8, manifest url, 源文件\w*, 源文件链接, source",
        "time": r"时间, 时间点, 时间段, 起止时间, 发生时间, 时段, 几点, 几点几分, 大概几点, 开始时间, 什么时候, times?, timestamp*, when, date*, since when, start time, 日期, 开始日期, timezone, 时区, utc, drop times, 啥时间, 啥时候, 出问题的?时间, 时刻, 那一刻, 问题时段, 结束时间, 开始的时间, 多久, 几号, 频率, duration, how long, month, period, moment, start, 起始, shijian, 哪天",
        "network": r"网络, 网络类型, wifi, wi-fi, 带宽, 运营商, 线路, isp, network*, 出口 ?ip, ip\w*, ips, 代理, proxy, vpn, router, mtu, 上行, 丢包\w*, bandwidth, resolver, mtr, traceroute, dpi, tls, 出口, wifi还是\w+, 4g, wired, wireless, carrier, operator, egress ip, source ip, destination ip, port, ping结果, ping的结果, ping results?, public ips, local dns, 本地 ?dns, dns, 弱网, ntp, 网速, turn, ice config\w*, candidate pair\w*, sdp, rtt, lost packets, firewall( \w+)?, topology( \w+)?",
        "region": r"地区, 地域, 城市, 地点, 省, 机房, 节点, region*, city, location*, country, 各省占比, 推流节点, 大概在哪, 在哪儿?, 哪个region, 国家, 哪里, province, office, place, where, area, 省份",
        "log": r"日志, log, logs, 抓包, dump, trace, traces, tombstone*, pcap\w*, 堆栈, stack trace, har, console, stacktrace, crash report, dig output, ping plot, stderr, 日志文件, callback logs, rizhi, error.log, docker logs, core文件, core file, crash stack, 统计, har, ffprobe结果, mediainfo report, 打印, pcap, syslog, symbol file, getstats\w*, stats",
        "picture": r"截图, 录屏, 录像, 视频片段, screenshot*, screen shot*, clip, recording, photo*, video of, 破音片段, 截几步图, 素材, pic, screen capture, recorded clip, picture of, photo of, a picture, photos?, videos?, 视频, 图, evidence, 音频片段, 破音",
        "media_parameters": r"分辨率, 码率, 帧率, gop, 关键帧, 采样率, 参数, 编码参数, 编码, 格式, 采集参数, codec*, bitrate*, resolution, frame rate, fps, latency, ladder, b帧, 帧间隔, 取样率, 取樣率, settings, 协议, protocol, profile, 清晰度, 转码参数, drm, 硬解, 音频参数, color space, audio format",
        "task": r"taskid\w*, task ids?, 任务 ?id, 任务, request ids?, req ids?, requestid\w*, 模板, 录制模板 ?id, template, 回调, 回调 ?url, 回调地址, 回调内容, callback url, callback\w*, trace id, api calls?, requestids?, 接口名, 调用的接口, 签名串, 请求 ?body, 原始请求\w*, sample body, http status, api name, 接口, 签名, uuid, order no, invoice no, referer, user-agent",
        "error": r"错误码, 报错, 返回码, 错误, error*, error codes?, status code, 客户端错误码, 完整报错, exact message, failure, 报错全文, 错误信息, 错误提示, error string, error text, error message, exact error, symptom, 现象, 报错码, http code, actual result, expected result, 看到了啥, what they saw",
        "configuration": r"配置, 代码, 初始化, manifest\w*, config\w*, code, build.gradle, link.xml, 设置, cache-control, 合流模板, integration, gradle 内容, token, 权限, permission*, background modes, 初始化代码, token 生成方式, 配置文件, nginx.conf, 超时, server config, config files?, conf, rules, 白名单, docker-compose, compose file, callback settings, retry policy",
        "steps": r"步骤, 复现, 重现, demo, 工程, 范例, 例子, steps, repro\w*, example, minimal\w*, 复现概率, 顺序, 怎么弄, 频率, 频次, retry behaviour, how often, frequency, 流程, test case, sequence, frequency, 操作, 命令, 命令行, command, commands?, reproduction steps",
        "impact": r"影响面, 人数, 并发\w*, 占比, 版本占比, 影响范围, 多少, percentage*, how many, affected\w*, number of, 峰值\w*, 全部人?, 是不是每个人, 流量, share of users, error count, qps, disputed amount, usage, cpu usage, memory usage, temperature, viewers, urgency, 数字, 用量, 金额, 规模, 在线人数",
        "yes_or_no": r"有没有 ?\w+, 有无, 是否, did you, are you, do you, is it, does it, 开没开, whether, 证书, description, release lately, environment, 环境, 前台还是后台, 单人还是连麦, 耳机还是外放",
        "contact": r"联系人, 联系方式, contact*, name, address, postcode, zip code, date of birth, account number, serial number, 业者, 联系电话, 电话, contact person, email, phone, e-mail, 邮箱, service address, birthday, product, 产品, 业务",
        "output": r"`[a-z-]+ --?[a-z]\w*`, nvidia-smi, curl\S*, curl -v( 结果)?, 输出, 返回内容, 返回值, output, outputs, results? of, report, 结果, traceroute的?结果, nvidia-smi, uname( -a)?, ffprobe, --version, ipconfig, speed ?test, 测速( \w+)?, 响应头, response headers?, response body",
    }.items()
}
"""Piece → the words for it, in a request."""

NAMED_LOG = any_of(
    "日志, 抓包, 堆栈, 转储, log, logs, xlog, logcat, dump, trace, traces, pcap, stack trace, har, tombstones?, console"
)
NAMED_PICTURE = any_of("截图, 录屏, 录像, 图, screenshot*, screen recording, video, clip")
NAMED_STEPS = any_of("步骤, demo, 工程, 例子, 范例, 测试页, repro\\w*, steps, sample*, script, sandbox, stackblitz, minimal \\w+")
HERE = any_of(
    "附件, 附上, 已发, 发了, 发你, 发您, 发过, 传了, 传过, 已传, 给过, 给了, 贴, 上传, 网盘, 在这, 如下, 里有, 给, 取了, 提交了, 导出了, 打包, 收一下, attach*, here is, here are, here's, uploaded, sent, dump here, below, in the zip, in the file, included, see the, shared, posted"
)
GIVEN = {
    name: frames(*patterns)
    for name, patterns in {
        "version": (
            r"(?<![\d.:])v?\d+\.\d+(?:\.\d+)+",
            any_of("版本, sdk, version, chrome, ff, firefox, safari, obs, ios, android") + r"[ :是为=]{0,3}v?\d+",
        ),
        "device": (
            any_of(
                "红米, 小米, 华为, vivo, oppo, 荣耀, 三星, iphone ?\\d*, ipad, pixel ?\\d, galaxy, redmi, macbook, mate ?\\d+, s2[0-9], 机型.{0,6}[a-z]\\d"
            ),
        ),
        "room": (any_of("room, 房间号?, 房号, 频道, channel") + r" ?(?:id|号|号码)?[ :：=是]{0,3}[a-z_-]*\d{2,}",),
        "user": (any_of("uid, user id, 用户号?, userid") + r"[ :：=是]{0,3}[a-z_-]*\d+",),
        "app": (any_of("app ?id, appid, 域名, bucket, domain") + r"[ :：=是]{0,3}[\w.-]{3,}",),
        "stream": (
            r"(?:rtmp|rtmps|srt|https?|webrtc)://\S+",
            any_of("流名, stream ?name, stream ?id, 流") + r"[ :：=是]{0,3}[\w-]*\d+",
        ),
        "time": (r"(?<!\d)\d{1,2}:\d\d(?!\d)", r"\d{1,2}点"),
        "network": (
            any_of("wifi, wi-fi, 4g, 5g, 公司网, 家里网, 电信, 联通, 移动, 有线, 专线, 上行 ?\\d+, isp, viettel, comcast"),
        ),
        "log": (HERE + " .. " + NAMED_LOG, NAMED_LOG + " .. " + HERE, r"[\w-]+\.(?:log|xlog|pcap|har|dmp|txt)(?![a-z])"),
        "picture": (HERE + " .. " + NAMED_PICTURE, NAMED_PICTURE + " .. " + HERE, r"\[(?:图片|截图|视频)\]"),
        "error": (any_of("错误码, error code, code, 报错, error") + r"[ :：=是]{0,3}-?\d{2,}",),
        "steps": (
            HERE + " .. " + NAMED_STEPS,
            NAMED_STEPS + " .. " + HERE,
            any_of("复现步骤, steps to reproduce, 先.{1,20}再.{1,20}(必|就), repro steps"),
            r"https?://(?:codesandbox|stackblitz|jsfiddle|codepen|gist\.)\S+",
            r"(?m)^\s*1[.)、].+\n+\s*2[.)、]",
        ),
    }.items()
}
"""Piece → how it looks in a customer's message that gives it. Pieces that cannot be told are not here."""
