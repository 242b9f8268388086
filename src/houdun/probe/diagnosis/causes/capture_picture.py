"""Causes where the picture is captured, and the host's clock that stamps it."""

from __future__ import annotations

from collections.abc import Callable

from houdun.facts.fault import Layer
from houdun.facts.withheld import DeviceList
from houdun.language import Bilingual
from houdun.probe.diagnosis.clue import Cause, Clue
from houdun.probe.diagnosis.known import Known
from houdun.probe.diagnosis.signs import CONFIRMS, RULES_OUT, clock_off_s, in_sync, latency_stays, sound_goes_on, unreadable


def device(holds: Callable[[DeviceList], bool]) -> Callable[[Known], bool]:
    """Does it hold of the devices? False where they were not handed over."""

    def test(known: Known) -> bool:
        devices = known.withheld.device_list
        return devices is not None and holds(devices)

    return test


def stands_still(known: Known) -> bool:
    return known.most("still_share") > 0.8 and known.after("codes_read") > 0.8 and known.after("frames_repeated") < 3


def empty(known: Known) -> bool:
    """Nothing to read, nothing that moves, hardly a bit spent: a picture of one colour."""
    return unreadable(known) and (known.most("still_share") > 0.8 or known.ratio("video_bitrate") < 0.3)


CAUSES = (
    Cause(
        "black",
        Layer.CAPTURE,
        Bilingual("采集到的是黑帧", "the capture gives black frames"),
        (
            Clue(4.0, Bilingual("画面全黑", "the picture is black"), lambda known: known.after("black_share") > 0.5),
            Clue(
                3.0,
                Bilingual(
                    "画面里什么都没有：读不出编码，不动，也几乎不花码率",
                    "the picture is empty: no code, no motion, hardly a bit spent",
                ),
                empty,
            ),
            Clue(
                1.0,
                Bilingual("帧和声音照常到来", "frames and sound come as ever"),
                lambda known: unreadable(known) and known.ratio("framesPerSecond") > 0.9 and sound_goes_on(known),
            ),
            Clue(
                CONFIRMS,
                Bilingual(
                    "设备列表：采集的窗口画在另一块显卡上",
                    "the device list: the captured window is drawn by another graphics card",
                ),
                device(lambda d: d.video_source == "second_gpu"),
            ),
            Clue(
                RULES_OUT,
                Bilingual("设备列表里画面来源正常", "the picture's source in the device list is fine"),
                device(lambda d: d.video_source != "second_gpu"),
            ),
        ),
    ),
    Cause(
        "frozen_camera",
        Layer.CAPTURE,
        Bilingual("摄像头画面定格", "the camera is frozen"),
        (
            Clue(
                6.0,
                Bilingual(
                    "画面不动，编号却在前进：编码和网络都在工作",
                    "the picture stands still while its number advances: encoder and network work",
                ),
                stands_still,
            ),
            Clue(
                CONFIRMS,
                Bilingual("设备列表：摄像头接在共用的 USB 集线器上", "the device list: the camera hangs on a shared USB hub"),
                device(lambda d: d.video_source == "camera_on_hub"),
            ),
            Clue(
                RULES_OUT,
                Bilingual("设备列表里摄像头直接连接", "the camera in the device list is plugged in directly"),
                device(lambda d: d.video_source != "camera_on_hub"),
            ),
        ),
    ),
    Cause(
        "sender_clock_wrong",
        Layer.CAPTURE,
        Bilingual("主播端时钟不准", "the host's clock is wrong"),
        (
            Clue(
                4.0,
                Bilingual("延迟变成负数：画面“来自未来”", "latency is below zero: pictures come “from the future”"),
                lambda known: known.after("end_to_end_latency") < -100,
            ),
            Clue(
                2.0,
                Bilingual(
                    "延迟一步跳了 500 毫秒以上，此后不变，音画仍同步",
                    "latency stepped by more than 500 ms and stays, and sync holds",
                ),
                lambda known: known.change("end_to_end_latency") < -500 and latency_stays(known) and in_sync(known),
            ),
            Clue(
                CONFIRMS,
                Bilingual(
                    "推流日志：主机时钟与时间服务相差 0.2 秒以上", "the publisher's log: its clock is off by more than 0.2 s"
                ),
                lambda known: clock_off_s(known) > 0.2,
            ),
            Clue(
                RULES_OUT,
                Bilingual("推流日志：主机时钟准确", "the publisher's log: its clock is right"),
                lambda known: clock_off_s(known) < 0.05,
            ),
        ),
    ),
)
