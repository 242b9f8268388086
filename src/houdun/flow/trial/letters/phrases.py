"""How a customer puts what a letter says: several ways for each, in both languages, alike in what they tell.

`{what}` stands for evidence or a change that the vendor named first, `{told}` for the question's own words. Nothing here names a cause or a change:
the same words serve every question.
"""

from __future__ import annotations

from collections.abc import Mapping

from houdun.facts.fault import Evidence
from houdun.facts.occasion import OccasionKind
from houdun.flow.trial.moves import Says
from houdun.language import Bilingual

Phrases = tuple[Bilingual, ...]

KINDS: Mapping[Evidence, Bilingual] = {
    Evidence.PUBLISHER_LOG: Bilingual("推流端日志", "the publisher's log"),
    Evidence.ENCODER_SETTINGS: Bilingual("编码设置", "the encoder's settings"),
    Evidence.DEVICE_LIST: Bilingual("设备清单", "the list of devices"),
    Evidence.PACKET_CAPTURE: Bilingual("抓包", "the packet capture"),
    Evidence.STREAM_FACTS: Bilingual("流信息", "the details of the stream"),
    Evidence.PLAYER_LOG: Bilingual("播放端日志", "the player's log"),
    Evidence.SENDER_REPORTS: Bilingual("RTCP 发送端报告", "the RTCP sender reports"),
    Evidence.SERVER_REPLY: Bilingual("服务器返回的内容", "the server's reply"),
    Evidence.NETWORK_TEST: Bilingual("网络测试结果", "the network test"),
}
OCCASIONS: Mapping[OccasionKind, Bilingual] = {
    OccasionKind.PEAK: Bilingual("高峰", "peak"),
    OccasionKind.RELEASE: Bilingual("发版", "release"),
    OccasionKind.MAINTENANCE: Bilingual("维护", "maintenance"),
    OccasionKind.ADVISORY: Bilingual("公告", "advisory"),
    OccasionKind.END_OF_LIFE: Bilingual("停止支持", "end of life"),
}

HELLO: Phrases = (
    Bilingual("您好，", "Hello,"),
    Bilingual("你好：", "Hi there,"),
    Bilingual("您好！", "Good day,"),
)
GIVES: Phrases = (
    Bilingual("您要的{what}在附件里。", "Attached is what you asked for: {what}."),
    Bilingual("附上{what}，是出问题那段时间的。", "Please find {what} attached, from the time in question."),
    Bilingual("{what}发您了，请看附件。", "Here you are: {what}, attached."),
)
GAVE: Phrases = (
    Bilingual("{what}之前已经发过，这里再附一次。", "You had {what} from us before; here it is once more."),
    Bilingual(
        "{what}上一封里有，怕您没看到，再发一遍。", "We did send {what} earlier. In case it was lost, it is attached again."
    ),
    Bilingual("再附一次{what}，和之前发的是同一份。", "Attached again: {what}, the same as before."),
)
LACKS: Phrases = (
    Bilingual("{what}我们这边没有，拿不到。", "We do not have {what}, sorry."),
    Bilingual("抱歉，{what}这次没有记录下来。", "I am afraid that we cannot provide {what}."),
    Bilingual("{what}目前提供不了。", "There is no way for us to get {what} at the moment."),
)
REPRODUCES: Phrases = (
    Bilingual("复现的情况是这样：{told}", "As to reproducing it: {told}"),
    Bilingual("怎么出现的：{told}", "How it comes about: {told}"),
    Bilingual("关于复现：{told}", "On reproduction: {told}"),
)
REPRODUCES_NOT: Phrases = (
    Bilingual("这次只是咨询，没有需要复现的东西。", "This is only a question: there is nothing to reproduce."),
    Bilingual("没有复现步骤，我们是在做选型咨询。", "There are no steps, as we only ask for advice."),
)
TOLD_BEFORE: Phrases = (
    Bilingual("这个第一封信里写了，再说一遍：\n{told}", "It stood in our first mail; once more:\n{told}"),
    Bilingual("开头提过，这里再列一下：\n{told}", "As said at the beginning:\n{told}"),
    Bilingual("再贴一次：\n{told}", "Here it is again:\n{told}"),
)
BRIEFED: Phrases = (
    Bilingual(
        "业务和架构方面，我们最开始那封介绍邮件里都写了，请翻一下。",
        "Our business and our set-up are described in the introduction that we sent at the very start.",
    ),
    Bilingual(
        "这些在我们一开始发的业务介绍里有，麻烦看那一封。",
        "You will find that in the introductory mail that we sent before the first question.",
    ),
)
WHICH: Phrases = (
    Bilingual(
        "要的东西比较多，能说说最需要哪一样吗？我们先给那个。",
        "That is quite a list. Which of these do you need most? We would begin with that.",
    ),
    Bilingual(
        "这些一下子凑不齐，请问具体要看哪一项，用来判断什么？",
        "We cannot collect all of that at once. What exactly do you need, and what for?",
    ),
    Bilingual("能不能具体一点，先要哪一份？", "Could you be more specific: what should we send first?"),
)
HELPED: Phrases = (
    Bilingual(
        "按您说的做了（{what}），现在恢复正常了，谢谢。", "We did as you said ({what}), and it is back to normal now. Thank you."
    ),
    Bilingual("试过了：{what}。问题不再出现。", "Tried it: {what}. The problem has gone."),
    Bilingual("照这个办法（{what}）做完就好了。", "That was it ({what}): it works now."),
)
DID_NOT_HELP: Phrases = (
    Bilingual("试过了：{what}。没有变化。", "We tried it: {what}. No change."),
    Bilingual("按您的建议做了（{what}），现象还是一样。", "We followed your advice ({what}); it is the same as before."),
    Bilingual("{what}，做了，没有改善。", "Done: {what}. It did not help."),
)
LOOKS_AS_BEFORE: Phrases = (
    Bilingual("试过了，看起来和之前一样。", "We tried: it looks the same as before."),
    Bilingual("这个我们试了，看不出变化。", "We tried that and see no change."),
)
WAS_NOT_IT: Phrases = (
    Bilingual("（之前先试过：{what}，问题不在那里。）", "(Before that we had tried this: {what}. That was not it.)"),
    Bilingual("（另外一条：{what}，单做这一条不是关键。）", "(The other one, by itself, was not it: {what}.)"),
)
STILL_THERE: Phrases = (
    Bilingual("您说已经修复，我们又看了一遍，现象仍然在。", "You say that it is fixed. We looked again, and it is still there."),
    Bilingual("刚刚复查过，问题仍然存在，没有好转。", "We have just checked: still the same, no improvement."),
    Bilingual("我们这边看到的还是老样子，请再确认一下。", "What we see is unchanged. Please check once more."),
)
IS_GONE: Phrases = (
    Bilingual("又看了一遍，确实恢复了，谢谢。", "We looked again: it is gone, thank you."),
    Bilingual("确认过，现在正常了。", "Confirmed: it works now."),
    Bilingual("我们这边也看到恢复正常了。", "We see it too: back to normal."),
)
WHAT_TO_CHANGE: Phrases = (
    Bilingual("明白了。那具体要怎么改，改哪里？", "I see. So what exactly should we change, and where?"),
    Bilingual("原因听懂了，我们需要做什么调整呢？", "That explains it. What should we do about it?"),
    Bilingual("那该怎么处理？请给个具体的改法。", "And how do we cure it? Please tell us the exact change."),
)
ASKS_POSTMORTEM: Phrases = (
    Bilingual(
        "这类问题对我们影响比较大，麻烦给一份书面复盘：时间线、原因、怎么避免再发生。",
        "For us this is serious. Please send a written post-mortem: a timeline, the cause, and how to keep it from coming back.",
    ),
    Bilingual(
        "能否出一份复盘报告？我们内部要留档，希望有时间线、根本原因和改进措施。",
        "Could we have a post-mortem for our files, with timeline, root cause and what will be improved?",
    ),
    Bilingual(
        "另外想请你们写个复盘，说清楚原因和以后怎么预防。",
        "We would also like a post-mortem that says why it happened and how to prevent it.",
    ),
)
RETESTED: Phrases = (
    Bilingual("我们又复测了一次，都正常了。", "We have tested it once more: back to normal, all good."),
    Bilingual("复测通过，没问题了。", "The retest went well: it works fine, and nothing came back."),
    Bilingual("今天复测了，结果正常了。", "Tested again today: it works fine now."),
)
RETEST_FAILED: Phrases = (
    Bilingual(
        "复测时又出现了，和最初的现象一样，请再看看。",
        "It is back: in our retest we saw the same as in the beginning. Please look again.",
    ),
    Bilingual("今天复测没有通过，问题依旧。", "The retest failed today: the problem is unchanged."),
    Bilingual("又复测了一次，问题又回来了，没有真正解决。", "We tested again and there it was once more. It is not solved yet."),
)
THANKS: Phrases = (
    Bilingual("谢谢，这个问题我们这边没有别的了。", "Thank you, that is all from us on this one."),
    Bilingual("辛苦了，这件事可以了。", "Many thanks for your work. We are done here."),
    Bilingual("感谢支持，先到这里。", "Thanks a lot. Nothing more from our side."),
)
SIMPLE: Mapping[Says, Phrases] = {
    Says.WHICH: WHICH,
    Says.STILL_THERE: STILL_THERE,
    Says.IS_GONE: IS_GONE,
    Says.WHAT_TO_CHANGE: WHAT_TO_CHANGE,
    Says.ASKS_POSTMORTEM: ASKS_POSTMORTEM,
    Says.RETESTED: RETESTED,
    Says.RETEST_FAILED: RETEST_FAILED,
    Says.THANKS: THANKS,
}
"""What is said without anything filled in."""

INTRODUCTION = Bilingual("接入前的业务介绍", "Who we are and what we run")
WHO = Bilingual(
    "您好，\n\n我们在做直播业务，正在挑选长期合作的服务商，目前用测试账号试用你们的服务。接下来一段时间会推一些测试流，遇到问题就来请教；"
    "测试流里没有真实用户。先把我们的情况介绍一下，后面各个问题都以此为准。",
    "Hello,\n\nwe build live streaming and are choosing a vendor to work with for long. At present we try your service on a test account. Over the "
    "coming days we will publish test streams and turn to you with what we run into; there are no real users on them. Here is "
    "how things stand with us, so that it need not be said again with every question.",
)
BUSINESS = Bilingual("业务：{told}", "Business: {told}")
ARCHITECTURE = Bilingual("架构：{told}", "Architecture: {told}")
PUBLISHED = Bilingual("推流参数：{told}", "Our streams: {told}")
CALENDAR = Bilingual(
    "近期安排（{zone} 时间，日历见附件）：\n{told}", "What is coming up ({zone} time, calendar attached):\n{told}"
)
