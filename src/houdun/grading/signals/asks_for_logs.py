"""Asks the customer for what a machine wrote down."""

from __future__ import annotations

from houdun.facts.signals import Signal
from houdun.grading.registry import signal
from houdun.grading.text import Evidence, Utterance
from houdun.grading.wishes import wishes
from houdun.grading.words import any_of, frames

RECORD = any_of(
    r"""日志, 抓包, 抓个包, 抓一份, 堆栈, 转储, 转存, 诊断档, 诊断文件, 诊断包, 崩溃文件, 崩溃报告, 控制台输出, 控制台的?(报错|输出|信息|内容), 抓一下包, 抓下包, 抓(一)?份包, 堆栈信息, 报错信息, 报错截图, 调试信息, resulting file, output file, debug file, debug info, diagnostic data, 控制台信息, 本地的那几个文件, 落盘文件,
    access log, 统计文件, 会话记录, 抓到的包, everything in the console, logs?(?! (in|out|on|off|into|back)), xlog, logcat, log file*, logfile*, dumps?, minidump*, stack ?trace*, stacktrace*, backtrace*, traceback*, traces?, tombstones?, ips原?文件,
    pcap\w*, packet capture*, ts capture, capture file, wireshark, tcpdump, har, har文件, console output, console error*, the console, stderr, debug output, verbose output,
    getstats, stats export, stats dump, webrtc-internals\w*, media-internals\w*, sysdiagnose, diagnostics?, diagnostic file, bug ?report file, crash report*, core file,
    network tab, mtr, traceroute, dig output, pcm文件, pcm, systrace, perf trace, heap snapshot, thread dump, error output, full error, full output, the output of, debug access log, 统计文件, 会话记录, 抓到的包, everything in the console, logs?(?! (in|out|on|off|into|back)), full error message*, exact error, error log*, log output, verbose access log, 统计文件, 会话记录, 抓到的包, everything in the console, logs?(?! (in|out|on|off|into|back)), journalctl, strace, crash dump*, profiling data, cpu profile, memory profile, event viewer, exact error message, complete error, stack, full trace, 抓一段, 网络面板, logs, export what it prints, flv 文件, 抓包文件, logs and,  \w+\.log, \w*log\w*\(\), getlogpath, uploadlog"""
)
OURS = frames(
    any_of(
        "不用, 不需要, 无需, 不必, 无须, 不要, 别再, 别, 已收到, 收到了, 已取到, 取到了, 拿到了, 还留着, 在我这, 不是, no need, not needed, not need, aren't needed, isn't needed, don't need, needn't, no longer need, without, received, thanks for the, thank you for the, got the, got your, have your"
    )
    + " … "
    + RECORD,
    RECORD
    + " .. "
    + any_of(
        "里, 中, 上看, 显示, 看, 已, 不用, 不需要, 不要, 无需, 我有, 收到, 确实, 还留着, 分析, 在我, 一直没, 没有等来, 几时有, 叫上我, aren't needed, isn't needed, not needed, not necessary, shows?, says, received, attached above"
    ),
    any_of(
        "从, 根据, 看了, 看过, 翻了, 查了, 查看, 分析, 等您的, from the, in the, in your, according to, looking at, looked at, went through, read the, based on, per the, judging by"
    )
    + " .. "
    + RECORD,
)
NAMED = frames(RECORD)


@signal(Signal.ASKS_FOR_LOGS, zh="索要日志", en="asks for logs")
def asks_for_logs(said: Utterance) -> Evidence | None:
    """Log files, traces, dumps, stacks, console output, exported statistics, packet captures: wanted from the customer.

    Not: what the logs show, that they came, or that none are needed.
    """
    listed = wishes(said)
    wanted = listed.sentences if listed else ()
    asking = (sentence for sentence in said.sentences if sentence.requests or sentence in wanted)
    return next((evidence for sentence in asking for evidence in sentence.matches(NAMED, OURS)), None)
